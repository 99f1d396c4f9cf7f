package charset

import "math"

// The commonest characters of Chinese, Japanese and Korean prose, most frequent
// first.
const (
	simplifiedCommon  = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运港桥府局警委议州党选报城镇居民周星午晚昨称认为示示约仍因病医校河湖船"
	traditionalCommon = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運港橋府局警委議州黨選城鎮居週星午晚昨稱示約仍病醫校河湖船"
	kanaCommon        = "のにたいをはしがとでてなるれらかこりもすさあっうそきくよまんけどせつだめみえわ見ょおちろやほばゃゆじひげずつふむびごねべへぬぶぎぜーンスルトイリアクシラドレコジタマフロカッムサバプニキチュセテパメデウオナブグィミワダハネャョモポベエソヤビペガケギゲゴザ"
	kanjiCommon       = "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会社者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住真有口少町料工建空急止送転研足究起着店病質待試銀早映親験医去味写字答夜音注帰政府市県港橋議党委議会員選挙警察発表決定約関係対問題経済予報相民合部自最初成全現同当内実性制調連米首法化戦機加進第機続面期取都保数指引原記平反在各次軍点変"
	hangulCommon      = "이다는의에가을하고로은한지를기사도서인리어나시자아라들대해있그일수정보전게으부원주장과제만것마음여스안상오구성소비적무조관방면당국경우공동신실중선위까말요세연회내와유생된었했교물개모학치간드트진민행발데미복산호때문명였았겠습니며거저터러던반불속차체통현분금재업식양입출단화심건력계더될할각두항프르크파카월및열천백억울등특별변론령법찰청못많않없알같른려져또후직설졌임집투표날밤초권"
)

var (
	simplified    = ranked(simplifiedCommon, 0.62)
	traditional   = ranked(traditionalCommon, 0.62)
	hangul        = ranked(hangulCommon, 0.75)
	japaneseRanks = merge(ranked(kanaCommon, 0.5), ranked(kanjiCommon, 0.25))
)

// ranked returns the logarithms of the frequencies of chars, most frequent first.
// The frequencies add up to share and roughly follow Zipf's law.
func ranked(chars string, share float64) map[rune]float32 {
	const flat = 10 // the commonest differ less than the law predicts
	m := map[rune]float32{}
	total, n := 0.0, 0
	for range chars {
		total += 1 / float64(n+flat)
		n++
	}
	n = 0
	for _, r := range chars {
		if _, again := m[r]; !again {
			m[r] = float32(math.Log(share / total / float64(n+flat)))
		}
		n++
	}
	return m
}

func merge(maps ...map[rune]float32) map[rune]float32 {
	all := map[rune]float32{}
	for _, m := range maps {
		for r, v := range m {
			all[r] = max(v, orLeast(all, r))
		}
	}
	return all
}

func orLeast(m map[rune]float32, r rune) float32 {
	if v, ok := m[r]; ok {
		return v
	}
	return float32(math.Inf(-1))
}
