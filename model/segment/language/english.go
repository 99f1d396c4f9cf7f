package language

// english is for English, and every language without rules of its own.
var english = language{
	titles: `mr mrs ms dr prof Mr Mrs Ms Mx Messrs Mmes Mme Mlle Dr Drs Prof Profs Rev Revd Fr Hon Sen Sens Rep Reps Gov
		Govs Lt Col Sgt Capt Cpt Cdr Cmdr Comdr Gen Maj Brig Adm Radm Vadm Pvt Pfc Cpl Sfc Ssgt Msgt Supt Insp Det
		Pres Amb Atty Attys msgr Cllr ste mts vs v cf viz e.g i.e ca approx esp incl excl resp p.s ps n.b attn`,
	numbers: `no nos nr p pp pg pgs vol vols ch chap para paras par pars fig figs eq eqs sec n° Jan Feb Mar Apr
		Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun ext c b d m div exh exhs ex exs
		apx sched doc docs dkt tab attach amend cl pop est`,
	cites: `Fed Civ Crim Evid App Appx Supp Cir Bankr Reg Stat Cong Proc Const Ed Rptr Ann Res Sess Exec Ct Cal Jud Stip
		Prob art arts`,
	names: `jr sr esq assn assoc dept univ inst intl natl conf st mt ft pt dist ave rd
		ctr bldg hwy al ph.d m.d b.a m.a d.d.s u.s u.s.a u.k u.n e.u`,
	units: `Calif Fla Mass Tex Conn Ariz Ark Colo Del Ga Ill Ind Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn
		Va Vt Wash Wis Wyo Ala Ont Que in oz lb lbs yd yds gal hr hrs min mins tel mfg mgmt govt`,
	clocks: `a.m p.m am pm`,
	afterTimes: `EST EDT ET PST PDT PT MST MDT MT CST CDT CT GMT UTC BST CET CEST Eastern Pacific Central Mountain Monday
		Tuesday Wednesday Thursday Friday Saturday Sunday TO January February March April May June July August
		September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu
		Thur Thurs Fri Sat Sun`,
	starters: `the a an this that these those it its he his she they we i you her their our my your there here in on at by
		for from with without to of as if when while where what who why how which whose although though because
		since after before during until under over through throughout between among despite unlike like within and
		but or nor so yet however moreover meanwhile nevertheless nonetheless still then thus therefore hence also
		both each every some many most much more few several all any no none not neither either one two another
		other others such is are was were do does did has have had can could would should may might must let even
		once now only just perhaps maybe indeed instead later last earlier soon today yesterday tomorrow finally
		nobody nothing everyone everybody everything someone somebody something anyone anybody anything
		first second please thanks thank lol actually recently currently previously according mr mrs ms`,
	timeOpeners: `at by around about before after from since until on between`,
	offices: `chairman chairwoman chair president chief vice treasurer director executive ceo class series common
		preferred group unit division`,
	headings: `figure fig table chapter section part article step rule example exhibit note question appendix`,
	speech: `add adds added told call calls called answer answered demand demands demanded insist insisted continue
		continued explain explained start started begin began laugh laughed joke joked think thinks thought`,
	speechOnly: `say says said ask asks asked reply replies replied cry cries cried shout shouts shouted whisper whispers
		whispered wonder wonders wondered exclaim exclaims exclaimed mutter muttered murmur murmured write writes
		wrote post posts posted tweet tweets tweeted comment comments commented howl howled yell yells yelled scream
		screams screamed sigh sighed snap snapped shriek shrieked gasp gasped growl growled bellow bellowed inquire
		inquired enquired blurt blurted`,
	speechFollows: `to at with in on from after before as when while during over into through again aloud back later
		yesterday today softly out`,
}
