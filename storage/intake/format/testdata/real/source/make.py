"""Writes the mails, the mailbox, the book and the tables; make.sh runs it.

It uses only the standard library, so that its email, mailbox, csv, json and
zipfile packages determine what the files look like.
"""
import csv, email.message, email.policy, json, mailbox, os, zipfile
from xml.sax.saxutils import escape

HEAD = "Salt store at Quay Nine gives way"
PARAS = [
    "The roof of the old salt store at Quay Nine fell in shortly before dawn on Friday, burying two empty lorries and closing the harbour road for most of the day. Nobody was hurt, the harbour office said.",
    "“We heard a crack, then a long rumble, and then the dust came,” said Marek Tolly, a night watchman who was drinking tea in the gatehouse. “Ten minutes earlier I had walked under it.”",
    "The store was built in 1911 and had not been inspected since 2019, according to a list that the council published last autumn.",
    "Councillor Ines Varga, who chairs the buildings committee, called for an inquiry. The company disputes that there was anything to hide.",
]
TEXT = "\n\n".join(PARAS)
DATE = "Sat, 03 May 2031 09:20:00 +0200"


def letter(subject, text, sender="Ottilie Brandreth <ob@courier.example>"):
    m = email.message.EmailMessage(policy=email.policy.SMTP)
    m["From"], m["To"], m["Subject"], m["Date"] = sender, "desk@reader.example", subject, DATE
    m["Message-ID"] = "<%d@courier.example>" % (len(subject) + len(text))
    m.set_content(text + "\n")
    return m


def mail():
    m = letter(HEAD, TEXT)
    m.add_alternative("<html><body><h1>%s</h1>%s<p><a href='https://courier.example/stop'>Unsubscribe</a></p></body></html>"
                      % (HEAD, "".join("<p>%s</p>" % escape(p) for p in PARAS)), subtype="html")
    with open("article.eml", "wb") as f:
        f.write(bytes(m))
    m = letter("Two cuttings", "Two cuttings from this morning, as promised. The second is the German one.\n")
    with open("article.docx", "rb") as f:
        m.add_attachment(f.read(), maintype="application", subtype="vnd.openxmlformats-officedocument.wordprocessingml.document", filename="salt store.docx")
    with open("german.txt", encoding="utf-8") as f:
        m.add_attachment(f.read(), filename="Salzspeicher – Kai Neun.txt")
    m.add_attachment(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", maintype="image", subtype="gif", filename="logo.gif")
    with open("attached.eml", "wb") as f:
        f.write(bytes(m))
    if os.path.exists("letters.mbox"):
        os.remove("letters.mbox")
    box = mailbox.mbox("letters.mbox")
    box.add(letter(HEAD, TEXT))
    box.add(letter("The brine", "From the quay one sees it best: the brine runs into the basin.\n\nFrom there it goes out with the tide, the fishermen say.", "Piet Lindqvist <pl@courier.example>"))
    box.flush()
    os.remove("german.txt")


ROWS = [
    {"headline": HEAD, "body": TEXT, "source": "The Lower Vask Courier", "author": "Ottilie Brandreth", "date": "2031-05-03", "url": "https://courier.example/2031/05/03/salt-store", "lang": "en"},
    {"headline": "Brine in the basin, say fishermen", "body": "Fishermen on the neighbouring quay complained that brine was running into the basin. \"It kills the mussels,\" said one of them.\n\nThe department took samples; results are expected on Wednesday.", "source": "Halmsund Evening Post", "author": "Piet Lindqvist", "date": "2031-05-04", "url": "https://post.example/brine", "lang": "en"},
    {"headline": "Salzspeicher am Kai Neun eingestürzt", "body": "Das Dach des alten Salzspeichers am Kai Neun ist am Freitag kurz vor Sonnenaufgang eingestürzt. Verletzt wurde nach Angaben des Hafenamts niemand.", "source": "Neue Vasker Zeitung", "author": "Jolanthe Rüb", "date": "2031-05-03", "url": "https://nvz.example/salz", "lang": "de"},
]


def tables():
    with open("articles.csv", "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, list(ROWS[0]))
        w.writeheader()
        w.writerows(ROWS)
    with open("articles.jsonl", "w", encoding="utf-8") as f:
        for row in ROWS:
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    with open("article.md", "w", encoding="utf-8") as f:
        f.write("---\ntitle: %s\nauthor: Ottilie Brandreth\ndate: 2031-05-03\nsource: The Lower Vask Courier\n---\n\n# %s\n\n" % (HEAD, HEAD))
        f.write("\n\n".join(PARAS[:3]) + "\n\n## What is known\n\n- The roof fell at about **4.40 a.m.**\n- The harbour road was reopened at 6 p.m.\n\n> “A *well-known* firm is no excuse,” said [Ines Varga](https://council.example/varga).\n\n" + PARAS[3] + "\n")


def book(name, title, chapters):
    """A book as a publisher's tool packs it: cover, contents, chapters."""
    ids = ["c%d" % i for i in range(len(chapters))]
    page = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title>%s</title></head><body>%s</body></html>"
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        def put(path, text, how=zipfile.ZIP_DEFLATED):
            z.writestr(zipfile.ZipInfo(path, (2031, 5, 3, 0, 0, 0)), text, how)
        put("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        put("META-INF/container.xml", "<container version='1.0' xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OEBPS/content.opf' media-type='application/oebps-package+xml'/></rootfiles></container>")
        put("OEBPS/content.opf", "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>%s</dc:title><dc:language>en</dc:language><dc:publisher>The Lower Vask Courier</dc:publisher><dc:date>2031-05-03</dc:date></metadata><manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/><item id='cover' href='cover.xhtml' media-type='application/xhtml+xml'/>%s</manifest><spine><itemref idref='cover'/><itemref idref='nav'/>%s</spine></package>" % (
            title, "".join("<item id='%s' href='text/%s.xhtml' media-type='application/xhtml+xml'/>" % (i, i) for i in ids), "".join("<itemref idref='%s'/>" % i for i in ids)))
        put("OEBPS/cover.xhtml", page % (title, "<section epub:type='cover' xmlns:epub='http://www.idpf.org/2007/ops'><p>%s</p></section>" % title))
        put("OEBPS/nav.xhtml", page % (title, "<nav><ol>%s</ol></nav>" % "".join("<li><a href='text/%s.xhtml'>%s</a></li>" % (i, c[0]) for i, c in zip(ids, chapters))))
        for i, (head, by, paras) in zip(ids, chapters):
            body = ("<h1>%s</h1>" % head if head else "") + ("<p class='byline'>By %s</p>" % by if by else "") + "".join("<p>%s</p>" % escape(p) for p in paras)
            put("OEBPS/text/%s.xhtml" % i, page % (head or title, body))


def books():
    book("magazine.epub", "The Vask Weekly, No. 18", [
        (HEAD, "Ottilie Brandreth", PARAS),
        ("Brine in the basin, say fishermen", "Piet Lindqvist", ["Fishermen on the neighbouring quay complained that brine was running into the basin. “It kills the mussels,” said one of them, “and it kills us with them, only slower.”", "The department took samples; results are expected on Wednesday, a spokeswoman said on the telephone."]),
        ("A hundred and twenty years of salt", "", ["The store was built in 1911, when the herring fleet needed more salt than the old sheds could hold, and it outlived the fleet by sixty years.", "It has been a dance hall, a prison and, for one winter, a theatre, and it was never quite dry in any of these lives."]),
    ])


if __name__ == "__main__":
    mail(), tables(), books()
