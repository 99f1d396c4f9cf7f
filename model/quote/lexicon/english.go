package lexicon

// english serves English, and every language without words of its own.
var english = language{
	cues: `say says said saying tell tells told telling write writes wrote written writing think thinks thought believe
		believes believed feel feels felt read reads sworn swore swears foretold forewarned wept weeps spat besought
		misquoted quoth pleads pled hath`,
	verbs: `accuse acknowledge add admit admonish advise affirm agree allege announce answer apologise apologize applaud
		argue ask assert attest avow beg bemoan berate beseech blame blast boast brag brand call caution chant
		characterise characterize chastise chide chime cite claim clarify comment commend compare complain compliment
		concede conclude concur condemn confess confide confirm congratulate contend counsel criticise
		criticize cry declare decry deem demand demur denounce deny deplore deride describe disclose dismiss dub echo
		elaborate email emphasise emphasize enquire enthuse entreat exclaim exhort explain express exult fume gripe
		grouse grumble gush hail hint holler implore imply inform inquire insinuate insist instruct interject interrupt
		intone jeer jest joke label lambast lambaste lament laud laugh liken marvel mention moan mock mumble
		murmur muse mutter note object observe opine plead pledge pontificate post praise preach predict proclaim profess
		promise prophesy protest query question quip quote rant rave reaffirm reason reassure rebuke recall recite
		recommend recount refer reference reiterate rejoin relay remark remind remonstrate repeat reply report reproach respond
		restate retort reveal ridicule roar rule scoff scold scream shout shriek sigh slam snap snarl sneer speculate
		stammer state stress stutter suggest summarise summarize surmise tease testify text tout trumpet tweet
		underline underscore urge utter vow wail warn whine whisper wisecrack wonder yell`,
	pasts: `ed said told wrote thought felt`,
	calls: `call calls called calling brand brands branded branding label labels labeled labelled labeling labelling
		describe describes described describing dub dubs dubbed dubbing deem deems deemed deride derides derided deriding
		dismiss dismisses dismissed dismissing denounce denounces denounced denouncing blast blasts blasted blasting slam
		slams slammed slamming mock mocks mocked mocking hail hails hailed hailing praise praises praised praising
		characterise characterised characterize characterized liken likens likened`,
	uses:     `use uses used using utter uttered`,
	generics: `i we you one us`,
	manners: `assure continue counter maintain sum volunteer appeal babble bark bawl beam bellow blurt bleat bluster breathe cackle cajole challenge charge chatter cheer
		chirp chortle chorus chuckle coax coo cough crack croak croon crow curse dare deadpan declaim defend dictate
		divulge drawl drone effuse encourage expound fret frown gasp giggle grin groan growl grunt guess guffaw gulp
		harrumph hazard hiss howl huff jabber lecture message mourn nag narrate nod offer order philosophize pray
		press pronounce propose purr quaver ramble rasp recollect reflect rejoice relate remember reprimand request
		rhapsodize scowl screech shrug smile smirk snicker sniff snort sob spell splutter sputter squawk squeak squeal
		stipulate swoon theorize thunder venture vent voice wheedle wheeze whimper whoop worry yelp`,
	softCues: `began begins goes went go like adage motto words message statement headline caption slogan theme line lines
		phrase knew interview letter speech`,
	sayings: `claim claims statement statements assertion assertions remark remarks comment comments call promise argument
		accusation accusations reference references suggestion view demand complaint description characterization pledge`,
	links: `came comes was were is are went ran`,
	replies: `reply replies answer answers response responses retort rejoinder verdict cry cries shout shouts refrain comment
		message advice warning explanation conclusion`,
	froms:     `from of by`,
	joins:     `and`,
	salutes:   `dear`,
	farewells: `yours sincerely faithfully regards best kind warm warmest love cheers cordially respectfully`,
	phrases:   `according_to in_the_words_of as_quoted_by quoted_by put_it puts_it words_of`,
	pronouns:  `he she they we i you it who one`,
	articles: `the a an his her their our my its your this that these those some one another two three four five several
		many most few other all both`,
	fillers: `also then later once first sometimes usually commonly generally still even just only soon finally again recently repeatedly often never
		always already now previously subsequently famously has had have is was were are been being would could can cannot must shall should might
		may will did does simply reportedly further furthermore once not`,
	breaks: `that but because when while if although though since after before until as so than whether where why how
		what and or nor which whose`,
	openers: `but and so yet or on in at by for from with as when while if although though since after before until
		then later now still also once yesterday today tomorrow monday tuesday wednesday thursday friday saturday
		sunday january february march april may june july august september october november december here there that
		this it however meanwhile moreover nevertheless instead indeed perhaps even only just earlier last next no not
		yes because during`,
	titles: `mr mrs ms mx dr prof rev fr hon sen sens rep reps gov govs lt col sgt capt cpt cmdr gen maj adm pvt cpl supt
		insp det pres amb jr sr st no vs inc corp ltd co bros etc e.g i.e u.s u.k u.n a.m p.m d.c jan feb mar apr jun
		jul aug sep sept oct nov dec ave blvd`,
	naming: `called titled entitled named dubbed nicknamed aka termed known word words term terms phrase phrases name
		names nickname title titles so-called pronounced translates spelled renamed hashtag acronym abbreviation
		concept notion verb noun literally means meaning meant himself herself
		themselves itself myself`,
	works: `film movie book novel song album show series episode documentary play essay article story poem painting
		magazine newspaper column report study paper memoir hit single video game podcast program programme sitcom
		musical opera ballet bestseller blog section chapter ad spot commercial campaign commentary op-ed editorial
		radio site website section award awards prize reality
		cnn nbc cbs abc msnbc fox bbc hbo netflix pbs npr`,
	small: `a an the of and or in on at to for from by with as but nor vs de la le du des der die das und y n' n`,
	finites: `took went came gave got made knew saw met left kept held led ran won lost brought became began spoke stood sat
		fell broke chose drew drove rose sent spent put set let took found grew hit paid sold bought sought taught caught
		built cut dealt ate flew forgot hid hurt laid lay meant shot shut slept struck threw wore`,
	auxes: `has have had is was were are would could can cannot must shall should might may will did does do isn't wasn't
		weren't aren't hasn't haven't hadn't won't wouldn't couldn't can't didn't doesn't don't`,
	preps: `of in on at by for from with about after before since until during against among amid between through over under
		into onto as like than without within near off per via despite toward towards across around behind beyond upon
		alongside regarding concerning inside outside beside besides except following`,
	relatives: `who which whose whom that where`,
	thats:     `that`,
	coords:    `and but or nor yet then`,
	counts:    `some one another two three four five several many most few other all both those these`,
	to:        `to`,
	gerund:    `ing`,
	texts:     `statement message letter email e-mail tweet post interview speech note announcement reply response answer`,
}
