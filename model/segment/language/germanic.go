package language

// german is for German, which capitalises every noun. A capital after an
// abbreviation is therefore no sign of a new sentence, unless the word often begins
// sentences.
var german = language{
	titles: `hr hrn frl fam dipl dipl.-ing dipl.-kfm ing mag abg lt hptm z.b z zb d.h dh bzw ca vgl evtl ggf inkl exkl
		zzgl abzgl zuzügl sog geb gest verh verw Gebr bspw insb insbes lfd ev evang kath röm österr schweiz dt engl frz
		ital span amerik lat griech russ poln tschech niederl einschl entspr gem bzgl betr bez zzt z.zt z.t z.hd i.a i.v
		i.d.r u.u o.g s.o s.u v.a a.a.o m.e p.a c.t s.t gegr verst ehem jew med dent vet phil jur iur theol rer nat pol
		oec paed habil sc h.c mult em Fa Hrsg Verf Präs Stv stellv Bgm Dir Gen Oblt Ltn Hptm Mjr Fw Kgl Hl dgl versch
		zw wg ggü ders ebd franz`,
	numbers: `nr nrn bd bde s kap abb tab art abs ziff anm lit rn rdnr fn aufl jg hft jan jän feb mrz apr jun jul aug sep sept
		okt nov dez tel str hs`,
	names: `mio mrd tsd u.a u.ä o.ä jh jhd jhdt std min sek pl e.v a.d a.m co ff fr v.chr n.chr chr pf st sr jr d.j d.ä
		univ inst abt ges max mind urspr bes u v n a v.u.z n.u.z`,
	units: `usw usf uvm u.s.w u.v.m u.s.f u.v.a.m`,
	starters: `der die das dem den des ein eine einer eines einem einen er sie es wir ihr ich du man dies diese dieser
		dieses diesem diesen jene jener und aber oder doch denn weil wenn als ob dass daß da dann so auch noch nur
		schon nun jetzt hier dort heute gestern in im am an auf aus bei beim mit nach von vom vor zu zum zur über
		unter um für durch gegen ohne seit bis während wegen trotz zwischen nicht kein keine alle viele mehrere
		einige beide sein seine seiner ihre ihren ihrem unser unsere mein meine was wer wie wo warum wann welche
		welcher zudem außerdem jedoch allerdings dabei damit danach davor darum daher deshalb deswegen trotzdem
		dennoch zunächst später bereits inzwischen insgesamt laut ist sind war waren hat haben hatte wird werden
		wurde kann können soll sollen muss sehr ganz leider`,
	headings: `abbildung abb tabelle tab kapitel abschnitt artikel teil`,
	ordinals: true,
	nouns:    true,
}

var dutch = language{
	titles: `dhr dhrn mevr mevrn mw mej mr dr drs prof em ir ing ds pr st jhr jkvr burg weth o.a m.b.t i.p.v d.w.z d.m.v
		i.v.m i.s.m t.g.v t.b.v t.n.v n.a.v m.u.v m.i.v m.b.v i.o i.h.b m.m.v o.l.v o.b.v i.c c.q d.d a.h.v bijv bv
		t.a.v t.o.v t.w.v resp ca vgl incl excl max min m.n z.g zgn zog gen kol lt kap sgt adj maj vz vb evt ong plm
		aang betr vlg vnl`,
	numbers: `nr nrs blz p pag art artt afb fig hfst par dl jan feb mrt apr jun jul aug sep sept okt nov dec tel`,
	names:   `mln mld e.a jl a.s jr sr m.a.w a.u.b s.v.p`,
	units:   `enz enzv e.d o.i.d v.chr n.chr`,
	starters: `de het een en maar of want dus als toen wanneer terwijl omdat hoewel hij zij ze wij we jullie ik je u dit
		dat deze die er hier daar nu dan ook in op aan bij met van voor naar uit om over onder tussen door zonder
		tijdens na sinds volgens niet geen alle veel meer zijn haar hun ons mijn wat wie hoe waarom waar welke is
		was waren heeft hebben had wordt werd kan zal moet`,
	headings: `figuur tabel hoofdstuk artikel`,
}

// swedish differs from scandinavian in its ordinal numbers, which are written
// without a full stop.
var swedish = func() language {
	l := scandinavian
	l.ordinals = false
	return l
}()

// scandinavian is for Danish, Norwegian and Icelandic and, with one change, for
// Swedish.
var scandinavian = language{
	titles: `bl.a t.ex t.o.m fr.o.m d.v.s dvs f.d f.n s.k ev ca jfr jf f.eks fx hr fr frk dr prof sankt adj adv inkl ekskl
		exkl pga p.g.a m.a.o i.st.f m.h.t ift iht mht vedr ang resp nuv tidl ung afd bem cand mag phil ing civ.ing dir
		red udg övers utg bitr förf kgl kungl frv`,
	numbers: `nr s sid sida side kap fig tab bd jan feb mar mars apr jun jul aug sep sept okt nov dec des tel tlf d st kl`,
	names:   `mio mia mill milj mrd mdr md kr a/s aps`,
	units:   `osv o.s.v m.m m.v m.fl o.d e.d o.l o.lign f.kr e.kr`,
	starters: `den det de en ett et ei han hun hon jag jeg vi du ni i dere och og men eller när når då da om som för for
		att at detta dette denna denne dessa disse här her där der nu nå också også på med av til till från fra
		efter etter før innan under över over mellan mellem mellom utan uden uten inte ikke ingen alla alle många
		mange är er var har hade havde hadde blir bliver kan ska skal vad hva hvad vem hvem hur hvordan varför
		hvorfor`, headings: `figur tabell tabel kapittel kapitel artikkel artikel`,
	ordinals: true,
	beforeOrdinals: `den det d de i på til fra under ved før efter etter siden inden innen om hver hvert som sin sit hans
		hendes kong kejser keiser pave dronning`,
}
