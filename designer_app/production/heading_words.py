"""What other programs and people call a column, whatever the slot is called."""

from __future__ import annotations

# Product feeds (Meta, Google): heading → slots that it may mean, the first that the template has
FEED = {
    "title": ("name", "headline", "product", "title"),
    "description": ("body", "text", "quality", "sentence", "support", "detail"),
    "image_link": ("photo", "image", "picture"),
    "image": ("photo", "image", "picture"),
    "image[0].url": ("photo", "image", "picture"),
    "sale_price": ("price",),
    "oldprice": ("old_price",),
    "vendor": ("brand_name", "brand"),
    "vendorcode": ("article",),
    "link": ("link", "site"),
    "url": ("link", "site"),
    "brand": ("brand_name",),
}
# What people call a column, whatever the slot is called: words → kind of slot, names tried first. Where the template has
# one slot of the kind, that is meant.
WORDS: tuple[tuple[frozenset[str], str, tuple[str, ...]], ...] = (
    (
        frozenset(
            ["фото", "фото_товара", "фотография", "фотографии", "изображение", "картинка", "рисунок", "файл_картинки", "главное_фото", "ссылка_на_фото", "ссылка_на_главное_фото", "ссылка_на_изображение", "фото_1", "photo_url", "image_url", "image_1", "основное_фото", "фото_файл", "файл_фото", "photo", "picture", "image", "img", "pic"]
        ),
        "image", ("photo", "picture", "image"),
    ),
    (
        frozenset(
            ["цена", "стоимость", "новая_цена", "цена_со_скидкой", "розничная_цена", "цена_розничная", "розн._цена", "ррц", "цена_продажи", "цена_товара", "цена_на_сайте", "цена_за_шт", "цена_за_шт.", "цена_за_единицу", "акционная_цена", "цена_по_акции", "спеццена", "price", "cost", "retail_price", "selling_price"]
        ),
        "money", ("price",),
    ),
    (frozenset(["описание", "описание_товара", "характеристики", "description", "details"]), "", ("detail",)),
    (frozenset(["дата", "день", "когда", "дата_события", "дата_проведения", "date", "day", "when"]), "date", ("date",)),
    (frozenset(["время", "начало", "время_начала", "time", "starts"]), "", ("time",)),
    (frozenset(["место", "адрес", "где", "площадка", "место_проведения", "place", "venue", "where", "address"]), "", ("place",)),
    (frozenset(["бренд", "марка", "торговая_марка", "brand", "maker"]), "", ("brand_name",)),
    (frozenset(["вес", "масса", "вес_нетто", "объем", "фасовка", "упаковка", "weight", "volume", "pack", "package"]), "", ("pack",)),
    (frozenset(["сорт", "вид"]), "", ("sort",)),
    (frozenset(["особенность", "особенности", "свойство", "преимущество", "feature", "benefit"]), "", ("quality",)),
    (frozenset(["скидка", "процент_скидки", "discount"]), "", ("percent",)),
    (frozenset(["текст", "текст_поста", "текст_новости", "text"]), "", ("body", "text")),
    (frozenset(["кнопка", "призыв", "cta", "call_to_action", "button"]), "", ("action",)),
    (frozenset(["дата_начала", "start_date"]), "", ("date",)),
    (frozenset(["дата_окончания", "окончание", "end_date"]), "", ("end_date",)),
    (frozenset(["отзыв", "review", "testimonial"]), "", ("quote",)),
    (frozenset(["старая_цена", "цена_до_скидки", "цена_без_скидки", "прежняя_цена", "цена_до_акции", "old_price", "price_before", "was_price"]), "", ("old_price",)),
    (
        frozenset(["название", "наименование", "название_товара", "наименование_товара", "номенклатура", "товар", "продукт", "заголовок", "имя", "полное_наименование", "наименование_позиции", "позиция", "product_name", "product", "name", "item", "headline", "title"]),
        "", ("name", "product", "title", "headline"),
    ),
    (
        frozenset(["код", "код_товара", "код_номенклатуры", "арт", "арт.", "sku", "mpn", "part_number", "item_number", "item_no"]),
        "", ("article",),
    ),
    (frozenset(["ссылка", "ссылка_на_товар", "адрес_страницы", "страница_товара", "product_url"]), "", ("link", "site")),
    (frozenset(["штрих_код", "ean", "ean13", "ean_13", "gtin", "barcode"]), "", ("ean",)),
    (frozenset(["дополнительные_фото", "доп._фото", "additional_image_link", "additional_images"]), "", ("more",)),
)  # fmt: skip
