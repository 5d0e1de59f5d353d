"""Feeds of a small office, and of somebody who means it no good."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
RSS = """\
<rss version="2.0"><channel><title>Office</title><link>https://beu.edu.az</link>
<item><title>Older</title><link>https://beu.edu.az/1</link><guid>n1</guid>
<pubDate>Mon, 02 Nov 2026 08:00:00 +0400</pubDate><description>First words</description></item>
<item><title>Qəbul &amp; viza</title><link>https://beu.edu.az/2</link><guid>n2</guid>
<pubDate>Tue, 03 Nov 2026 08:00:00 +0400</pubDate>
<description>&lt;p&gt;Hello &lt;b&gt;you&lt;/b&gt;&lt;/p&gt;
&lt;p&gt;again&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>Office</title>
<entry><id>urn:1</id><title>Seminar</title><link href="https://beu.edu.az/s"/>
<updated>2026-11-04T10:00:00Z</updated>
<content type="html">&lt;p&gt;Come!&lt;/p&gt;</content></entry>
</feed>"""


def rss(items: str, before: str = "") -> bytes:
    text = f'{HEAD}{before}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    return text.encode()


def item(name: str, words: str = "words", link: str = "https://beu.edu.az/") -> str:
    return (
        f"<item><title>{name}</title><link>{link}{name}</link><guid>{name}</guid>"
        f"<description>{words}</description></item>"
    )


def laughs() -> bytes:
    """Ten to the ninth, if entities were expanded."""
    lines = "".join(f"<!ENTITY l{n} '{(f'&l{n - 1};' if n else 'lol') * 10}'>" for n in range(10))
    return rss(item("bomb", "&l9;"), f"<!DOCTYPE r [{lines}]>")


def blow_up() -> bytes:
    """One long entity, used often."""
    declared = f"<!DOCTYPE r [<!ENTITY a '{'x' * 50_000}'>]>"
    return rss(item("blow-up", "&a;" * 5_000), declared)


def reader_of_files(path: str) -> bytes:
    """An entity that stands for a file of ours."""
    return rss(item("file", "&a;"), f"<!DOCTYPE r [<!ENTITY a SYSTEM 'file://{path}'>]>")


def cut_off() -> bytes:
    return RSS.encode()[: len(RSS) // 2]


HOSTILE = {
    "nothing": b"",
    "zeros": b"\0" * 20_000,
    "every byte": bytes(range(256)) * 50,
    "a page": b"<html><body>" + b"<p>hello" * 500,
    "cut off": cut_off(),
    "open brackets": b"<rss><channel>" + b"<" * 20_000,
    "a comment without end": b"<rss><channel><!--" + b"-" * 20_000,
    "declarations": b"<!DOCTYPE " + b"<!ENTITY " * 2_000,
    "attributes": b"<rss><channel><item " + b"a='b' " * 5_000,
    "ampersands": rss(item("amp", "&" * 20_000)),
    "nested tags": rss(item("deep", "<b>" * 3_000)),
    "half links": rss(item("half", f"<![CDATA[{'<a href=' * 3_000}]]>")),
    "an unknown encoding": b'<?xml version="1.0" encoding="no-such"?>' + RSS.encode(),
    "a lie about its encoding": b'<?xml version="1.0" encoding="utf-16"?>' + RSS.encode(),
    "billion laughs": laughs(),
    "blown up": blow_up(),
    "a date before time": rss("<item><title>x</title><pubDate>0000-00-00</pubDate></item>"),
    "an item within itself": rss(item("a", item("b", item("c")))),
}
