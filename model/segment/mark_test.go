package segment

import "testing"

func TestMarksOfNotes(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The wall fell in May.¹ ⏐ Nobody was hurt.² ⏐ It rained."},
		{"en", "The wall fell.* ⏐ Nobody was hurt.** ⏐ It rained."},
		{"en", "The wall fell.† ⏐ Nobody was hurt.‡ ⏐ It rained."},
		{"en", "The wall fell.[4 - 6] ⏐ Nobody was hurt.[4–6] ⏐ It rained."},
		{"en", "The wall fell.[1, 2] ⏐ Nobody was hurt.[note 3] ⏐ It rained."},
		{"en", "“It fell.”¹² ⏐ Nobody was hurt."},
		{"en", "Was it safe?³ ⏐ Nobody knew!⁴ ⏐ It rained."},
		{"de", "Die Mauer fiel.¹ ⏐ Niemand kam.² ⏐ Es regnete."},
		{"fr", "Le mur tomba.¹ ⏐ Personne ne vint.²"},
		{"uk", "Стіна впала.¹ ⏐ Ніхто не прийшов.[2, 3] ⏐ Дощило."},
		{"en", "It covers 5 m².¹ ⏐ Nobody lives there."},
		{"en", "The wall fell.[a] ⏐ Nobody was hurt.[b] ⏐ It rained."},
		{"en", "The wall fell.¹,² ⏐ Nobody was hurt."},
		{"en", "Nobody knew.[7][8] ⏐ It was dark."},
		{"en", "“We left.”† ⏐ They did."},
		{"en", "Who paid?* ⏐ Nobody says."},
		{"en", "The dam held.[12 – 15] ⏐ It is strong."},
		{"en", "Prices rose.¹⁻³ ⏐ Wages fell."},
		{"es", "El muro cayó.¹ ⏐ Nadie murió.²"},
		{"de", "Es war spät.[3; 4] ⏐ Alle schliefen."},
	})
}

func TestNamesWithAMark(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "Sales at Yum! Brands rose. ⏐ Nobody knew why."},
		{"en", "He plays in the band Wham! ⏐ It broke up."},
		{"en", "The musical Oklahoma! opened in May. ⏐ Critics liked it."},
		{"en", "The band Panic! At the Disco split. ⏐ Fans wept."},
		{"en", "She works at Yahoo! Finance in Kell. ⏐ She likes it."},
		{"en", "He was a Jeopardy! Champion twice. ⏐ He is rich."},
		{"en", "The shop Guess? Kids closed. ⏐ It was small."},
		{"en", "Investors in Zap! Foods sued. ⏐ They lost."},
		{"en", "The drink Fizz! is new. ⏐ Makers of Fizz! Cola are glad."},
		{"en", "The magazine Which? Money was cited. ⏐ It is old."},
		{"en", "We love Kell! ⏐ Boats are everywhere."},
		{"en", "We won in Paris! ⏐ Everyone cheered."},
		{"en", "Go Tigers! ⏐ Great game last night."},
		{"en", "Hello Anna! ⏐ Thanks for the mail."},
		{"en", "Shares in Yum! Brands fell. ⏐ Nobody knows why."},
		{"en", "The quiz show Jeopardy! Masters returns. ⏐ Fans are glad."},
		{"en", "The cereal Crunch! Flakes is gone. ⏐ It was sweet."},
		{"en", "Owners of Vroom! Motors met. ⏐ They voted."},
		{"en", "Panic! At the Disco will play. ⏐ Tickets are gone."},
		{"en", "Snap! is a band. ⏐ Fans of Snap! Records were there."},
		{"en", "A spokesman for Yahoo! Japan declined. ⏐ He hung up."},
		{"en", "We had fun in Rome! ⏐ Pizza was great."},
		{"en", "Happy birthday Anna! ⏐ Enjoy the day."},
		{"en", "Look at that Boat! ⏐ Waves are high."},
	})
}

func TestWhoSaysIt(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "“Stop!” Dr. Voss shouted at the driver. ⏐ The car stopped."},
		{"en", "“Why?” I whispered to my brother. ⏐ He shrugged."},
		{"en", "“Who is it?” Anna van der Meer asked. ⏐ Nobody spoke."},
		{"en", "“Who is it?” Anna’s mother asked. ⏐ Nobody spoke."},
		{"en", "“Who is it?” Lena Fox, the mayor, asked. ⏐ Nobody spoke."},
		{"en", "“Great news!” @portholm_fc posted on Friday. ⏐ Fans cheered."},
		{"en", "\"Is that so?\" Mr. Ito said with a smile. ⏐ Nobody laughed."},
		{"en", "‘Never!’ Ms Ruiz replied. ⏐ She left."},
		{"en", "“Where?” Capt. Lou Reyes asked, looking up. ⏐ Nobody knew."},
		{"en", "“Help!” Ben’s little sister cried. ⏐ We ran."},
		{"en", "“Is it far?” Ida T. Quill, 34, asked. ⏐ It was."},
		{"en", "“Really?” ⏐ Anna called the police. ⏐ They came."},
		{"en", "“Is it over?” ⏐ Mr. Watson closed the door. ⏐ He sat down."},
		{"en", "“Is it over?” ⏐ I looked at her. ⏐ She said nothing."},
		{"en", "“Is it over?” ⏐ The mayor, Ida Quill, left the room."},
		{"en", "“Why us?” Lou de Vries’s aunt wondered. ⏐ Nobody knew."},
		{"en", "“Halt!” Sgt. Moll bellowed from the gate. ⏐ We stopped."},
		{"en", "“Who paid?” I asked her. ⏐ She laughed."},
		{"en", "“Really?” Ludwig van Beek said. ⏐ He frowned."},
		{"en", "“What now?” Jonas’ sister asked. ⏐ Nobody knew."},
		{"en", "“Is it true?” Ana Ruiz, a baker, asked. ⏐ It was."},
		{"en", "“Wow!” @mill_lane_42 tweeted. ⏐ Others agreed."},
		{"en", "“Off!” Miss Hale shouted. ⏐ The dog ran."},
		{"en", "\"Ready?\" Prof. Orth asked the class. ⏐ Nobody was."},
		{"en", "“Run!” ⏐ Anna ran."},
		{"en", "“Is the dam safe?” ⏐ Officials said the dam would hold."},
		{"en", "“Who?” ⏐ Mr. Ito asked the council to resign."},
		{"en", "“Nonsense!” King Otto II said. ⏐ He left."},
	})
}

func TestSentencesWithoutABlankBetween(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The food was great.⏐I will come back."},
		{"en", "It opened in 2006.⏐The owners left."},
		{"en", "We waited (for an hour).⏐Nobody came."},
		{"en", "It was awful!!!⏐Never again."},
		{"en", "He said \"no\".⏐She left."},
		{"en", "They fixed my car.⏐My wife was happy."},
		{"en", "Very nice staff.⏐Highly recommended."},
		{"en", "Was it good?⏐Yes!⏐We loved it."},
		{"en", "We went to Kell.⏐It rained."},
		{"en", "See Node.Js and Ann.Lee@kell.example today."},
		{"en", "I lived in the U.S.⏐Then I left."},
		{"en", "It cost $5.⏐We paid."},
		{"en", "I called them...⏐Nobody answered."},
		{"es", "La comida era buena.⏐Volveremos pronto."},
		{"de", "Das Essen war gut.⏐Wir kommen wieder."},
		{"en", "We loved it.⏐The staff was kind."},
		{"en", "It closed in 1999.⏐Nobody noticed."},
		{"en", "Great food!⏐Great people!⏐Go there."},
		{"en", "He asked “why?”⏐She said nothing."},
		{"en", "(It was raining.)⏐They stayed in."},
		{"en", "I paid $20.⏐I want it back."},
		{"en", "Is it far?⏐No, it is near."},
		{"uk", "Було пізно.⏐Ніхто не спав."},
		{"fr", "Il pleuvait.⏐Personne ne sortit."},
	})
}

func TestJapaneseGoesOnWithAParticle(t *testing.T) {
	checkSplits(t, []splitCase{
		{"ja", "「鍵はどこ？」が口癖だった。⏐誰も答えない。"},
		{"ja", "「もう行く。」の一言で終わった。⏐皆が黙った。"},
		{"ja", "彼は「なぜ？」を繰り返した。⏐返事はない。"},
		{"ja", "本当にあるのか？と彼女は思った。⏐雨が降っていた。"},
		{"ja", "「走れ！」って叫んだ。⏐皆走った。"},
		{"ja", "「静かに！」などと言われた。⏐私は黙った。"},
		{"ja", "「始めよう。」という声がした。⏐鐘が鳴った。"},
		{"ja", "「鍵はない。」⏐そして彼は帰った。"},
		{"ja", "「鍵はない！」⏐その時、犬が吠えた。"},
		{"ja", "なぜ？⏐どうして？⏐誰も知らない。"},
		{"ja", "「もう朝？」に対して母は笑った。⏐鳥が鳴いた。"},
		{"ja", "「終わりだ。」とだけ書いてあった。⏐紙は古い。"},
		{"ja", "「はい。」⏐とても静かだった。"},
		{"ja", "行くか？という問いに彼は頷いた。⏐船が出た。"},
		{"ja", "「火事だ！」という叫びが聞こえた。⏐人々は逃げた。"},
		{"ja", "「いつ？」は誰にも分からない。⏐風が吹いた。"},
		{"ja", "「戻れ！」に従う者はいない。⏐夜が来た。"},
		{"ja", "「なぜ？」から始まる本だ。⏐面白い。"},
		{"ja", "彼は「知らない。」と言った。⏐本当だった。"},
		{"ja", "間に合うか？と不安になった。⏐時計を見た。"},
		{"ja", "「行こう！」を合図に走った。⏐砂が舞った。"},
		{"ja", "「雨だ。」⏐母が言った。"},
		{"ja", "「すごい！」なんて言えない。⏐黙っていた。"},
		{"ja", "「もういい！」で終わった。⏐扉が閉まった。"},
	})
}

func TestFullWidthDecimals(t *testing.T) {
	checkSplits(t, []splitCase{
		{"ja", "気温は３．５度だった。⏐寒い。"},
		{"ja", "円周率は３．１４である。⏐誰でも知る。"},
		{"ja", "成長率は０．８％にとどまった。⏐来年は１．２％の見込み。"},
		{"ja", "震度５．０の地震が起きた。⏐被害はない。"},
		{"ja", "約１．５倍に増えた。⏐驚いた。"},
		{"ja", "２．方法を述べる。⏐まず水を入れる。"},
		{"ja", "計は1．5キロ。⏐軽い。"},
		{"ja", "打率．３２０で終えた。⏐立派だ。"},
		{"ja", "実験は成功した．⏐次に進む．"},
		{"ja", "値は２０２０年に４．２になった。⏐翌年は下がった。"},
		{"ja", "体重は６２．５キロだ。⏐軽い。"},
		{"ja", "金利は０．２５％だった。⏐低い。"},
		{"ja", "３．１４を覚えた。⏐長い。"},
		{"ja", "距離は４２．１９５キロある。⏐遠い。"},
		{"ja", "１．はじめに"},
		{"ja", "視力は１．５と０．７だ。⏐良い。"},
		{"ja", "平均１２．３点で、前回は１１．９点。⏐上がった。"},
		{"ja", "比率は５．０対３．２。⏐差は大きい。"},
	})
}

func TestChineseTitlesAndQuotes(t *testing.T) {
	checkSplits(t, []splitCase{
		{"zh", "他写了《去哪里？》一书。⏐没有人读。"},
		{"zh", "电影《快跑！》昨天上映。⏐票卖光了。"},
		{"zh", "我看过《你好！世界》这本书。⏐很好看。"},
		{"zh", "\"钥匙在哪里?\"他问。⏐没有人知道。"},
		{"zh", "\"钥匙在哪里？\"她问道。⏐没有人回答。"},
		{"zh", "他说:\"走吧。\"⏐大家都走了。"},
		{"zh", "歌曲《为什么？为什么？》很流行。⏐大家都唱。"},
		{"zh", "节目《早安！港口》停播了。⏐观众失望。"},
		{"zh", "\"快跑!\"老人喊道。⏐孩子们跑了。"},
		{"zh", "“你来吗？”小王笑着问。⏐她摇头。"},
		{"zh", "文章《雨。风。雪》很短。⏐值得读。"},
		{"zh", "\"你去哪里?\"⏐没有回答。"},
		{"zh", "她唱了《你好吗？》这首歌。⏐大家鼓掌。"},
		{"zh", "小说《别走！》获奖。⏐作者很高兴。"},
		{"zh", "\"你饿吗?\"妈妈问。⏐他摇头。"},
		{"zh", "他喊道:\"着火了!\"⏐人们跑出来。"},
		{"zh", "《谁的船？谁的海？》是一部纪录片。⏐很感人。"},
		{"zh", "\"别动!\"警察说道。⏐没有人动。"},
		{"zh", "他读完《再见。港口》就睡了。⏐灯还亮着。"},
		{"zh", "报纸《早安！》每天出版。⏐读者很多。"},
		{"zh", "“停！”船长大声喊。⏐船停了。"},
		{"zh", "\"为什么?\"她小声问道。⏐无人应答。"},
	})
}

func TestDrawnLinesAndMailHeaders(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "The fair is over ⏐ -------------------- ⏐ Next year it moves."},
		{"en", "The well-known fair - it was the tenth - is over."},
		{"en", "Ida Quill ⏐ 08/17/2000 11:21 AM ⏐ The wall will hold."},
		{"en", "\"Moll, Ben\" <ben@quay.example> ⏐ 3/7/01 09:05:11 PM ⏐ Thanks for the map."},
		{"en", "On 08/17/2000 11:21 AM Ida Quill wrote to us."},
		{"en", "The ferry leaves at 11:21 AM and the ratio is 3:2."},
	})
}

func TestWordsLeftOutBeforeASentence(t *testing.T) {
	checkSplits(t, []splitCase{
		{"fr", "Le mur tomba en mai. ⏐ (...) Les voisins partirent."},
		{"en", "The wall fell in May. ⏐ (…) The mayor left."},
		{"en", "The wall (...) fell in May. […] ⏐ The mayor left."},
	})
}

func TestSmallLettersBeginSentences(t *testing.T) {
	checkSplits(t, []splitCase{
		{"en", "We liked the place! ⏐ the room was small."},
		{"en", "Is it far? ⏐ anyone know?"},
		{"en", "They closed for the hour. ⏐ nobody told us. ⏐ it rained."},
		{"en", "She bought misc. tools, approx. ten."},
		{"en", "What a mess? thought Ben."},
		{"en", "Shares of Yahoo! and others fell."},
	})
}
