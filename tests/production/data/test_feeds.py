"""Product feeds in XML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.design.library import find_template
from designer_app.errors import DesignError
from designer_app.production.data import read_table
from designer_app.production.data.feeds import read_feed
from designer_app.production.jobs import Job
from designer_app.production.plan import read_rows

RSS = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<item><g:id>S1</g:id><g:title>Tea &amp; honey</g:title><g:price>9.99 EUR</g:price><g:sale_price>7.50 EUR</g:sale_price>
<g:image_link>https://cdn.example/tea.jpg?w=600</g:image_link><g:shipping><g:price>2 EUR</g:price></g:shipping></item>
<item><g:id>S2</g:id><g:title><![CDATA[Cup <b>]]></g:title><g:price>5 EUR</g:price></item></channel></rss>"""
YML = """<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026-11-25"><shop><name>Медь</name><offers>
<offer id="12" available="true"><name>Чай</name><price>990</price><oldprice>1200</oldprice><currencyId>RUB</currencyId>
<picture>чай.jpg</picture><picture>чай-2.jpg</picture><vendor>Медь</vendor><param name="Вес, г">250</param></offer>
</offers></shop></yml_catalog>"""


def test_a_feed_of_google_and_meta(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    first, second = (row.cells for row in read_table(tmp_path / "feed.xml").rows)
    assert (first["id"], first["title"], first["shipping.price"]) == ("S1", "Tea & honey", "2 EUR")
    assert second == {"id": "S2", "title": "Cup <b>", "price": "5 EUR"}
    rows = read_rows(Job(template="goods", data=str(tmp_path / "feed.xml")), find_template("goods"))
    assert rows.keys == ("S1", "S2")
    assert [(row["name"], row["price"], row.get("old_price")) for row in rows.rows] == [
        ("Tea & honey", "7.50 EUR", "9.99 EUR"), ("Cup <b>", "5 EUR", None),
    ]  # fmt: skip


def test_a_feed_of_yandex_market(tmp_path: Path) -> None:
    (tmp_path / "shop.yml").write_bytes(YML.encode("cp1251"))
    (row,) = read_table(tmp_path / "shop.yml").rows
    assert (row.cells["id"], row.cells["Вес, г"], row.cells["picture[1]"]) == ("12", "250", "чай-2.jpg")
    (found,) = read_rows(Job(template="goods", data=str(tmp_path / "shop.yml")), find_template("goods")).rows
    wanted = {
        "name": "Чай",
        "price": "990 ₽",
        "old_price": "1200 ₽",
        "photo": "чай.jpg",
        "brand_name": "Медь",
    }
    assert {slot: found[slot] for slot in wanted} == wanted


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<a><b>1</b></a>", "empty-table"),
        ("<item><b>1</b>", "bad-xml"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><item><b>&e;</b></item>', "bad-xml"),
        ("<item>" + "<a>" * 100 + "</a>" * 100 + "</item>", "bad-xml"),
        ("", "bad-xml"),
        ('<?xml version="1.0" encoding="windows-9999"?><item><b>1</b></item>', "bad-xml"),
        ('<?xml version="1.0" encoding="shift_jis"?><item><b>1</b></item>', "bad-xml"),
    ],
)
def test_what_is_no_feed_is_one_error(content: str, code: str) -> None:
    with pytest.raises(DesignError) as caught:
        read_feed(content.encode(), "f.xml")
    assert [(f.code, f.file) for f in caught.value.findings] == [(code, "f.xml")]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_broken_feeds_are_a_table_or_our_error(data: st.DataObject) -> None:
    sound = bytearray(YML.encode("cp1251"))
    for _ in range(data.draw(st.integers(1, 8))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_feed(bytes(sound), "f.xml")
    except DesignError as error:
        assert error.findings[0].file == "f.xml"
