package quote

// english serves English, and every language without words of its own.
var english = language{
	cues: `say says said saying tell tells told telling ask asks asked asking add adds added adding reply replies replied
		replying answered respond responds responded responding write writes wrote writing tweet tweets tweeted tweeting
		explain explains explained explaining argue argues argued arguing insist insists insisted insisting declare
		declares declared declaring announced announces announcing state states stated stating warn warns warned warning
		claim claims claimed claiming note notes noted noting observed observes observing remarked remarking commented
		commenting continue continues continued conclude concludes concluded concluding recall recalls recalled
		recalling admit admits admitted admitting acknowledge acknowledges acknowledged concede concedes conceded
		confirm confirms confirmed confirming deny denies denied denying allege alleges alleged alleging assert asserts
		asserted asserting contend contends contended maintain maintains maintained boast boasts boasted boasting
		bragged brag joke jokes joked joking quip quips quipped shout shouts shouted shouting cry cries cried crying
		yell yells yelled yelling scream screams screamed chant chants chanted chanting whisper whispers whispered
		mutters muttered murmurs murmured exclaims exclaimed sighed laughed snapped call calls called calling describe
		describes described describing label labels labeled labelled labeling branded dubbed deemed characterizes
		characterized characterised characterizing accuse accuses accused accusing blame blames blamed blaming blast
		blasts blasted blasting slam slams slammed slamming mock mocks mocked mocking praise praised praises praising
		hailed hails dismiss dismissed dismisses dismissing denounce denounced denounces denouncing deride derided
		decried decries condemned condemns criticized criticised criticizes criticizing urge urged urges urging demand
		demanded demands demanding promise promised promises promising vow vowed vows vowing pledged pledges suggest
		suggested suggests suggesting predicted predicts complain complained complains complaining lamented laments
		muses mused wondered wonders reasoned testified testifies summarized summed quotes quoted quoting reiterated
		repeated repeats repeating reminded reminds emphasized emphasised emphasizes emphasizing stressed stresses
		stressing assured assures reassured reads read proclaimed proclaims proclaiming countered counters retorted
		rejoined interjected pleaded begged begging instructed advised expressed expresses cautioned cautions disclosed
		revealed reveals report reports reported reporting apologized apologised hinted implied posted texted emailed
		refer refers referred referring cite cites cited citing likened likens compared compares comparing touted touts
		referenced think thinks thought believe believes believed felt feels ruled opined opines agreed agrees
		recounted recounts`,
	softCues: `announce answer comment observe remark predict lament muse wonder question repeat remind stress proclaim plead
		beg caution reveal post posts texts began begins went goes go like adage motto words message statement headline
		caption slogan theme line lines phrase think knew interview letter speech`,
	sayings: `claim claims statement statements assertion assertions remark remarks comment comments call promise argument
		accusation accusations reference references suggestion view demand complaint description characterization pledge`,
	phrases:  `according_to in_the_words_of as_quoted_by quoted_by put_it puts_it words_of`,
	pronouns: `he she they we i you it who one`,
	articles: `the a an his her their our my its your this that these those some one another two three four five several
		many most few other all both`,
	fillers: `also then later once first still even just only soon finally again recently repeatedly often never
		always already now previously subsequently famously has had have is was were are been being would could might
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
		concept notion verb noun literally`,
	works: `film movie book novel song album show series episode documentary play essay article story poem painting
		magazine newspaper column report study paper memoir hit single video game podcast program programme sitcom
		musical opera ballet bestseller blog section chapter ad spot commercial campaign commentary op-ed editorial
		radio site website section award awards prize reality
		cnn nbc cbs abc msnbc fox bbc hbo netflix pbs npr`,
	small: `a an the of and or in on at to for from by with as but nor vs de la le du des der die das und y n' n`,
}
