package language

var french = language{
	titles: `M MM mm mme mmes mlle mlles mgr me pr sts ste stes cf ex p.ex par.ex c.-à-d c.à.d env boul bd gén col lt cap
		adj dir éd ibid id op hab chap sv mgrs abbé vve dép arr ancienn anc angl all ital esp lat gr ind trad rééd coll
		cdt cne sgt adm amb prés sén min mme me`,
	numbers: `n° no nos n p pp pag art arts fig figs vol t tél tel § al jan janv fév févr avr juil sept oct nov déc
		ch chap liv alin ann pl tabl v vers`,
	names: `av apr ap s.a s.a.r.l s.a.s s.n.c cie jr sr st brig dr`,
	units: `j.-c j.c j-c av.j.-c apr.j.-c ap.j.-c h min sec hab éd s.d s.l`,
	starters: `le la les l un une des du de d il elle ils elles on nous vous je j tu ce c cet cette ces cela ça son sa ses
		leur leurs mon ma mes notre nos et mais ou or donc car ni si quand lorsque lorsqu comme pour par dans en sur
		sous avec sans chez vers entre depuis pendant après avant selon à au aux qui que qu quoi où comment pourquoi
		combien quel quelle quels quelles ainsi aussi alors puis ensuite enfin cependant toutefois néanmoins
		pourtant ici là hier demain tous tout toute toutes plusieurs certains certaines chaque aucun aucune ne n pas
		plus très bien même malgré`,
	headings: `figure tableau chapitre section article partie`,
	speech:   `demande demanda répond répondit crie cria lance lança`,
}

var spanish = language{
	titles: `sr sra srta sres sras dra dres D dña dª da profa lic licda ing arq gral gen cnel tcnel cap cptn tte sgto cmdte
		alm mons rvdo rdo fr sto sta hno hna excmo excma ilmo ilma emmo p.ej ej cfr avda av pza plza ctra urb pdte pdta
		ntra nra fco fdo mª mtro mtra dip sen gob min sec bto bta pbro vda dpto depto prov mpio col edo blvr
		trad coord comp cat lat ant mod intr v.gr v.g p.p`,
	numbers: `núm núms num nº n.º n.o no nro pág págs pag pags p pp vol vols t ts cap caps art arts inc fig figs tel tlf tfno
		aprox ca c ext lám párr ed s ss sig op ene feb abr jun jul ago sep sept oct nov dic`,
	names: `ee.uu ee uu rr.hh jj.oo ff.aa cc.aa s.a s.l s.a.u s.c cía ltda jr ud uds vd vds admón hnos`,
	units: `a.c d.c a.e.c d.e.c a.j.c d.j.c a.de.c d.de.c s.n.m m.s.n.m hab habs km kms mm cm kg hs hrs min seg q.e.p.d`,
	starters: `el la los las lo un una unos unas él ella ellos ellas yo tú nosotros usted ustedes este esta estos estas ese
		esa esos esas aquel aquella esto eso su sus mi mis tu nuestro nuestra y e o u pero sin sino aunque porque
		pues si cuando donde como cómo que qué quien quién cuál en de del al a con para por según sobre tras desde
		hasta entre durante ante bajo contra no ni sí también tampoco además así entonces luego después antes ahora
		hoy ayer mañana ya aún todavía más menos muy mucho muchos todo todos toda todas cada algunos algunas otro
		otra otros otras ningún nadie nada se le les me te nos hay es son fue era ha han había`,
	headings: `figura tabla capítulo sección artículo parte`,
}

var italian = language{
	titles: `sig sigg sig.ra sig.na dott dott.ssa avv ing arch geom rag on gen col cap mons cfr ss s p.es es ecc.mo
		prof.ssa proff card ten magg serg cav comm uff dir pres min sen sac ved v.le p.zza c.so`,
	numbers: `pag pagg p pp art artt n num nr n° fig vol cap tel gen feb mar apr mag giu lug ago sett ott nov dic`, names: `jr`,
	units: `ecc a.c d.c a.e.v`,
	starters: `il lo la i gli le l un uno una un' e ed ma o se quando mentre perché poiché che chi cosa come dove quale
		quanto in di a da con su per tra fra del della dei delle degli dello nel nella nei nelle sul sulla al alla
		ai alle dal dalla io tu lui lei noi voi loro egli ella essi questo questa questi queste quello quella ciò
		suo sua suoi sue mio nostro non né anche inoltre però tuttavia quindi dunque così poi dopo prima oggi ieri
		domani ora già ancora più tutti tutto tutte ogni alcuni alcune altri altre nessuno si è sono era ha hanno`,
	headings: `figura tabella capitolo sezione articolo parte`,
}

var portuguese = language{
	titles: `sr sra srs sras srta dra dras D profa eng exmo exma ilmo gen cel cap ten sgt av r sta sto pe fr cf p.ex ex`,
	numbers: `pág págs pag p pp n nº num núm art arts fig vol cap tel aprox jan fev mar abr mai jun jul ago set out nov
		dez`, names: `ltda s.a cia jr e.u.a eua`,
	units: `a.c d.c a.e.c`,
	starters: `o a os as um uma uns umas e mas ou se quando enquanto porque pois que quem qual como onde por para com sem
		sob sobre entre até desde após antes depois durante segundo em no na nos nas de do da dos das ao à aos às
		pelo pela ele ela eles elas eu tu nós você vocês este esta estes estas esse essa isso isto aquele seu sua
		seus suas meu minha nosso não nem também além assim então logo hoje ontem amanhã agora já ainda mais menos
		muito muitos todo todos toda todas cada alguns algumas outro outra outros outras nenhum ninguém nada é são
		foi era há tem`,
	headings: `figura tabela capítulo seção secção artigo parte`,
}

var romanian = language{
	titles:  `dl dna dra dlui d-l d-na dr prof ing arh gen col cpt str bd șos ş.a cca ex p.ex sf`,
	numbers: `nr pag p pp art alin lit fig vol cap tel ian feb mar apr mai iun iul aug sept oct noi nov dec`, names: `s.a`,
	units: `î.hr d.hr î.e.n e.n a.c ș.a ş.a`,
	starters: `el ea ei ele eu tu noi voi un o unul una acest această acești aceste acel acea și dar sau ori dacă când unde
		cum ce cine care în din de la pe cu pentru prin după înainte până fără sub peste între nu nici mai foarte
		tot toți toate fiecare alt altă apoi atunci acum azi ieri mâine așa este sunt era a au`,
	headings: `figura tabelul capitolul secțiunea articolul`,
}
