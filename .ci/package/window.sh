# shellcheck shell=bash disable=SC2034,SC2154
# Functions for scripts that use the program in a real window: a virtual display,
# real keys, and the program's trace (assay --trace), which reports what the
# screen shows. Source lib.sh first.

# display: starts a virtual screen with a window manager.
display() {
	local number=$work/display
	rm -f "$number"
	Xvfb -displayfd 3 -noreset -screen 0 1440x900x24 -nolisten tcp 3>"$number" 2>/dev/null &
	children+=($!)
	until_so "a virtual screen" 100 test -s "$number"
	DISPLAY=:$(cat "$number")
	export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
	unset WAYLAND_DISPLAY
	openbox >/dev/null 2>&1 &
	children+=($!)
	until_so "a window manager" 100 has_manager
}
has_manager() { xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q window; }

children=()
end_children() {
	local child
	for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
	children=()
}

# until_so WHAT TENTHS COMMAND…: waits until the command succeeds, for at most so
# many tenths of a second.
until_so() {
	local what=$1 tenths=$2 i
	shift 2
	for ((i = 0; i < tenths; i++)); do
		if "$@"; then return 0; fi
		sleep 0.1
	done
	[ ! -s "${trace:-}" ] || tail -n1 "$trace" >&2
	[ -z "${DISPLAY:-}" ] || shot failed
	die "gave up waiting for $what"
}

# see WHAT FILTER: waits until the last line of the trace satisfies jq's filter.
see() { until_so "$1" 1800 says "$2"; }
says() { [ -s "$trace" ] && tail -n1 "$trace" | jq -e "$1" >/dev/null 2>&1; }
# now FILTER: prints a value from the last line of the trace.
now() { tail -n1 "$trace" | jq -r "$1"; }

press() { xdotool key --delay 60 "$@"; }
write() { xdotool type --delay 30 "$1"; }

# shot NAME: saves a picture of the screen in dist/.work/pictures, once two
# captures in a row are the same.
shot() {
	local before="" now="" i
	mkdir -p "$work/pictures"
	for ((i = 0; i < 20; i++)); do
		sleep 0.5
		import -window root "$work/pictures/$1.png"
		now=$(convert "$work/pictures/$1.png" rgb:- | sha256sum)
		[ "$now" != "$before" ] || break
		before=$now
	done
}

has_window() { xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; }
gone() { ! has_window "$1"; }
# window NAME: waits for a window and focuses it.
window() {
	until_so "the window $1" 1800 has_window "$1"
	xdotool windowactivate --sync "$(xdotool search --onlyvisible --name "$1" | tail -n1)"
}
