package segment

// german capitalises every noun, so an abbreviation before a capital goes on
// unless a plain first word of a sentence follows.
var german = language{
	titles: `hr hrn frl dipl ing mag abg lt hptm z.b z zb d.h dh bzw ca vgl evtl ggf inkl exkl zzgl abzgl sog geb gest
		verh Gebr bspw insb lfd ev kath röm österr schweiz dt engl frz ital span amerik einschl entspr gem`,
	numbers: `nr nrn bd bde s kap abb tab art abs ziff anm jan feb apr jun jul aug sep sept okt nov dez tel`,
	names: `mio mrd tsd usw uvm etc u.a u.ä o.ä jh jhd jhdt std min sek str pl u.s.w e.v a.d a.m i.d.r co ff fr v.chr
		n.chr chr pf st sr jr d.j univ inst abt ges max mind urspr bes u v n a`,
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
}

var dutch = language{
	titles: `dhr mevr mw mr dr drs prof ir ing ds st o.a m.b.t i.p.v d.w.z bijv bv t.a.v t.o.v resp ca vgl incl excl m.n
		z.g zgn gen kol lt`,
	numbers: `nr nrs blz p pag art afb fig hfst jan feb mrt apr jun jul aug sep sept okt nov dec tel`,
	names:   `mln mld enz etc e.a jl a.s n.v b.v jr sr m.a.w a.u.b`,
	starters: `de het een en maar of want dus als toen wanneer terwijl omdat hoewel hij zij ze wij we jullie ik je u dit
		dat deze die er hier daar nu dan ook in op aan bij met van voor naar uit om over onder tussen door zonder
		tijdens na sinds volgens niet geen alle veel meer zijn haar hun ons mijn wat wie hoe waarom waar welke is
		was waren heeft hebben had wordt werd kan zal moet`,
	headings: `figuur tabel hoofdstuk artikel`,
}

// scandinavian serves Swedish, Danish, Norwegian and Icelandic.
var scandinavian = language{
	titles: `bl.a t.ex t.o.m d.v.s dvs f.d s.k ev ca kl jfr jf f.eks fx m.fl hr fr frk dr prof sankt st adj adv kap inkl
		ekskl exkl pga p.g.a ang resp nuv tidl`,
	numbers: `nr s sid sida side kap fig tab jan feb mar mars apr jun jul aug sep sept okt nov dec des tel`,
	names:   `osv m.m m.v etc mio mia mill mrd mdr kr kl tlf f.kr e.kr a/s`,
	starters: `den det de en ett et ei han hun hon jag jeg vi du ni i dere och og men eller när når då da om som för for
		att at detta dette denna denne dessa disse här her där der nu nå också også på med av til till från fra
		efter etter før innan under över over mellan mellem mellom utan uden uten inte ikke ingen alla alle många
		mange är er var har hade havde hadde blir bliver kan ska skal vad hva hvad vem hvem hur hvordan varför
		hvorfor`,
	headings: `figur tabell tabel kapittel kapitel artikkel artikel`,
	ordinals: true,
}
