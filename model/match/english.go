package match

// englishClasses are the stems of the most frequent words of English news, in four
// classes. They were counted once in Reuters and BBC articles, words that begin with
// a capital letter aside, and ordered by the geometric mean of the shares of articles
// that have them, in either archive. See stem for what a stem is.
var englishClasses = [...]string{
	`of the to and in said for on it is from by with at that was be has year will an as its not which have are
		would also were but thi had been he one up about last or two compan more after they than new their over
		includ other month all could expect produc market first told three`,
	`time report week out into no if share agains some when made curren now there who added increa govern we
		becaus only take make his sale contin countr five before price end can operat while betwee any day intere
		under invest next down plan so throug being should such since world set four result well say indust group
		part record follow recent announ direct firm spokes still do did remain offici may good import term most
		econom busine change them what six previo quarte rate based financ profit second around way cost off very
		both level due much offer high contro figure during back number billio rise major long just own manage
		earlie same see nation move alread need furthe intern develo public effect meetin stock issue cut believ
		those genera total our per want third come comple statem strong trade receiv future many propos accord get
		servic provid system suppor money half help people right growth compar show consid`,
	`progra work possib agreed tax compet proble minist put demand early state used likely give analys held oil
		loss use positi foreig member concer action decisi today respon bank then ago anothe period accoun called
		each agreem point making improv think how these go buy like chairm export rose estima annual commit where
		execut less consum until cash presid eight start partic commen charge chief deal going line higher return
		full declin talk pay contra even presen past area later far given doe amount too low fall dollar value
		office seven sold saying board place credit whethe target hold open gain close common approv become hit
		fell might final securi reduce withou decide perfor season regula mean repres averag though better availa
		succes lower here sell interv shareh must severa specia name nine releas unit you ended certai within
		policy earnin differ taken real author exchan privat lead former involv least bid purcha few source debt
		requir top appear home latest taking best despit discus main short little protec large foreca don call
		allow effort late reflec measur larges hope came yet accept again relati face run seen look pressu detail
		bought case initia diffic inform sugges capita able projec led asked domest order among benefi subsid keep
		chance proces questi non took key delive person workin fund affect revenu law reache althou reason form
		leader additi politi ahead showed meet needed signif tradin range lost confid fourth owned us data income
		free won attemp paid old employ know predic launch custom respec asset enough origin date side sector
		potent partne bring confer condit rather centra growin almost head proper critic subjec negoti stake
		create thing distri divide power raise howeve lot small signed left senior leadin techno find rule offere
		below force hard bill comput manufa threat local raised budget prepar him mark recove above boost impact
		simila bigges immedi big lookin situat activi review claim design indica drop organi away acquir commun
		clear factor paymen went gave view`,
	`millio sellin th found step worth introd having favour probab soon job hand spendi loan planne coming option
		near commer happen every began done using confir attack defici resear opport basi seriou balanc try starte
		she reserv achiev outsta pre combin depart issued replac mainta substa toward defini failed reject intend
		damage sign expens role serie rising wanted holdin unders prefer slight buying prospe conver cannot really
		saw output seek trying known contri extend specul greate strate inflat determ access fact acquis warned
		adding hour streng corpor supply longer single princi forwar newspa court encour reach declar risk electr
		behind either life schedu add house play nearly publis adjust press maker health huge losse preven legal
		specif war suffer offeri moment limit matter helped great region stand fear stop intent closed televi
		togeth begin prior itself settle field stabil transa met whole stage party vote promis expand droppe
		admini ground feel openin got brough majori act surpri outsid defend rest strike unlike never runnin
		materi suspen my polici win electi emerge prime agency secret totall beginn campai separa round global
		split night merger allowe exclud aimed caused depend approa live am yen double takeov necess indepe once
		mornin doing instea seekin divisi worker book weeken limite carrie course practi progre normal transf
		someth qualit contai existi gold cover turn fallin suppli gettin vice gas associ break let establ experi
		actual forced descri across denied connec summer overal sent goal disapp idea popula event cause leave
		along withdr whose buildi provis techni identi energy attrac fiscal holder nothin capaci alway trend
		challe natura ever tonne paper relate named joint seem base team giving indivi family post expres federa
		test letter centre networ aim re build counte ensure anti advanc list me store unless mid de grow fully
		opposi overse abilit entire reform especi eviden tradit speech anythi transp assist study barrel histor
		engine taxe packag partie slow conten promot starti standa retail refuse spot reques recomm borrow restri
		consol counci consul sure food why surplu worldw advise legisl applic avoid recogn parent monthl cent
		influe facili nomina sharp explor reduct exampl quickl cuttin union agree regist car attend explai filed
		poor kind noted impose via battle moving owner heavy disclo arrang sessio quoted pledge margin light
		prompt consis focu ruled user restru plant commis stay themse aid compla simply drive player optimi expans
		willin yester insist opened moved minute welcom appeal earned ready ending revise index quite extrao
		disput remark tough conclu doubt regard equipm game note instit machin satisf visit spent purpos failur
		bankin planni crude smalle altern bad ventur closin oppose band urged highes saving retire became ordina
		constr secure discou widely staff finish percen daily lack troubl shown`,
}
