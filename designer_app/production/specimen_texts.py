"""What a specimen shows: a sentence for each script, a sample for each feature."""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    """A script, the language to set it in, its text; ``mixed``: of several fonts by its nature."""

    script: str
    language: str
    text: str
    mixed: bool = False

    @property
    def letters(self) -> frozenset[int]:
        return frozenset(ord(sign) for sign in self.text if sign.isalpha())


SCRIPTS = (
    Sample("Latin", "en", "Sphinx of black quartz, judge my vow: “Hamburgefonstiv, 1,234,567.89”"),
    Sample("Latin extended", "pl", "Zażółć gęślą jaźń · příliš žluťoučký kůň · Çeşme’de ıhlamur"),
    Sample("Cyrillic", "ru", "Съешь же ещё этих мягких французских булок, да выпей чаю — за 1 900 ₽"),
    Sample("Cyrillic extended", "uk", "Ґава, їжак і єнот · Қазақ тілі, Өмір, Әліппе · Ђурђевак, љубав"),
    Sample("Greek", "el", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"),
    Sample("Armenian", "hy", "Բել դղյակի ձախ ժամն օֆ ազգությանը ցպահանջ չճշտած վնաս"),
    Sample("Georgian", "ka", "გთხოვთ ახლავე გაიაროთ რეგისტრაცია კონფერენციაზე"),
    Sample("Hebrew", "he", "דג סקרן שט בים מאוכזב ולפתע מצא חברה (100 ₪)"),
    Sample("Arabic", "ar", "نص حكيم له سر قاطع وذو شأن عظيم، مكتوب على ثوب أخضر"),
    Sample("Devanagari", "hi", "ऋषियों को सताने वाले दुष्ट राक्षसों का सर्वनाश, श्रीमद्भगवद्गीता"),
    Sample("Bengali", "bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা"),
    Sample("Gurmukhi", "pa", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ"),
    Sample("Gujarati", "gu", "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો જન્મથી"),
    Sample("Tamil", "ta", "மனிதப் பிறவியினர் சகலரும்"),
    Sample("Telugu", "te", "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును"),
    Sample("Kannada", "kn", "ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ."),
    Sample("Malayalam", "ml", "മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും"),
    Sample("Sinhala", "si", "සියලු මනුෂ්\u200dයයෝ නිදහස්ව උපත ලබා ඇත."),
    Sample("Thai", "th", "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์เดรัจฉาน"),
    Sample("Lao", "lo", "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ, ສິດທິ, ເສລີພາບ"),
    Sample("Khmer", "km", "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព"),
    Sample("Myanmar", "my", "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာ"),
    Sample("Tibetan", "bo", "འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས་ཆེ་མཐོངས་དང༌།"),
    Sample("Ethiopic", "am", "የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።"),
    Sample("Han", "zh", "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。"),
    Sample("Kana", "ja", "いろはにほへと、ちりぬるを。「コーヒー」を一杯。"),
    Sample("Hangul", "ko", "다람쥐 헌 쳇바퀴에 타고파"),
    Sample("Emoji", "en", "👨‍👩‍👧‍👦 👩🏿‍🚀 🇫🇷 🇯🇵 1️⃣ ☕ 🏳️‍🌈 🎉 ❤️ and as text ❤︎", mixed=True),
    Sample(
        "Mixed direction",
        "ru",
        "Чай «\u2068שלום עולם\u2069», 100 г; парфюм \u2068عود الملك\u2069, 1 900 ₽; концерт 東京事変",
        mixed=True,
    ),
)

FEATURES = (
    ("small-caps", "Rates from 1911"),
    ("tabular-figures", "1 117 091"),
    ("old-style-figures", "0123456789"),
    ("lining-figures", "0123456789"),
    ("slashed-zero", "1000"),
    ("fractions", "1/2 3/4 7/8"),
    ("ordinals", "1a 2o"),
    ("superscript", "m2 x3"),
    ("subscript", "H2O"),
    ("case-forms", "(A-B) «H»"),
    ("discretionary-ligatures", "act fist"),
    ("swash", "Queen"),
    *((f"stylistic-set-{i}", "Il1 0469 agty GRQ кбжд") for i in range(1, 9)),
)
