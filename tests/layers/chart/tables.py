"""Tables that charts are tried on: what people bring, and what goes wrong."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def table(head: str, *rows: str) -> str:
    return "\n".join((head, *rows))


TABLES: dict[str, str] = {
    "ranking": table(
        "Country;Days", "Denmark;14", "Netherlands;18", "Germany;21", "Poland;24", "Estonia;26", "Spain;33",
        "France;36", "Portugal;41", "Greece;47", "Italy;52",
    ),
    "parts": table("Статья;Доля, %", "Аренда;34", "Зерно;27", "Зарплаты;22", "Налоги;11", "Прочее;6"),
    "many parts": table("Part;Share, %", *(f"Part number {i};{12.5}" for i in range(1, 9))),
    "two years": table("Город;2024;2026", "Москва;1200;1890", "Казань;430;720", "Омск;310;300", "Тверь;120;250"),
    "months": table(
        "Month;No reminders;By hand;Automatic",
        *(f"{m};{31 + i * 0.4:.1f};{31 - i * 0.55:.1f};{max(9, 31 - i * 3.1):.1f}" for i, m in enumerate(MONTHS)),
    ),
    "dates": table("Date;Visitors", *(f"2026-{m:02}-01;{12000 + m * m * 310}" for m in range(1, 13))),
    "dates out of order": table("Date;Visitors", "2026-03-01;30", "2026-01-01;10", "2026-02-01;20"),
    "gaps": table("Year;Value", "2019;12", "2020;–", "2021;15", "2022;n/a", "2023;19", "2024;22"),
    "profit": table("Квартал;Прибыль, млн ₽", "I;12,4", "II;-3,1", "III;-8,9", "IV;15,2"),
    "equal": table("Name;Value", "A;5", "B;5", "C;5"),
    "one point": table("Name;Value", "Alone;42"),
    "one of many": table("Metric;Now;Before;Plan", "Orders;1284;1022;1500"),
    "zeros": table("Name;Value", "A;0", "B;0"),
    "sixty": table("Name;Value", *(f"Category {i};{i * 37 % 101}" for i in range(1, 61))),
    "long names": table(
        "Название;Продажи, шт.", "Эфиопия Иргачефф натуральной обработки, летний урожай;412",
        "Кения Ньери АА, мытая, микролот с высоты 1 900 метров;318", "Бразилия;90",
    ),
    "large": table("Region;Revenue", "North;12400000", "South;9800000", "East;4100000", "West;880000"),
    "steps": table(
        "Step;Text", "Order;Choose beans and grind", "Roast;We roast on Tuesdays", "Ship;By courier in a day",
        "Brew;Open the bag within a month",
    ),
    "events": table(
        "Date;Event", "2019-03-01;First roaster in a garage", "2020-09-15;Shop on the corner",
        "2022-05-20;Own farm contracts", "2026-11-01;Ten cities",
    ),
    "funnel": table("Этап;Людей", "Увидели;48200", "Открыли;9100", "Положили в корзину;2300", "Купили;610"),
    "survey": table("Answer;Yes, %;Not sure;No", "Students;62;18;20", "Workers;48;22;30", "Retired;35;25;40"),
    "long steps": table(
        "Шаг;Что делаем;Часов",
        "Заявка;" + "Записываем, что болит, какие сроки и кто решает; " * 8 + ";2",
        "Очень длинное название шага, которое никак не хотят сократить до одного слова;Смета;16",
        "Договор;;1",
    ).replace("решает; ", "решает, "),
    "a name of 400": table("Name;Value;Text", "Word " * 80 + ";12;short", "B;7;" + "letters " * 50, "C;3;x"),
    "unbroken": table("Name;Value", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + ";12", "Short;7"),
    "twelve steps": table("Step;Text", *(f"Step of the way {i};Do the thing that is number {i} of all" for i in range(1, 13))),
    "crowded events": table(
        "Date;Event", *(f"2026-03-{d:02};Something happened on day {d}" for d in (1, 2, 3, 4, 5, 6, 7)),
        "2031-01-01;Much later",
    ),
    "sixty events": table("Год;Событие", *(f"{1960 + i};Событие номер {i} в длинном ряду" for i in range(60))),
    "years behind": table("Событие;Год", "Основание;1998", "Первый завод;2004", "Выход на биржу;2019"),
    "one event": table("Date;Event;Place", "2026-12-12;Opening;Omsk"),
    "plan": table("Отдел;Факт, млн ₽;План, млн ₽", "Москва;124,5;120", "Урал;48;60", "Юг;0;15", "Сибирь;31,2;30"),
    "plan with holes": table("Team;Done;Target", "A;5;10", "B;–;12", "C;7;0"),
    "percents": table("Задача;Готово, %", "Дизайн;100", "Код;64", "Тексты;12,5", "Переводы;0"),
    "above": table("Task;Done, %", "Sales;134", "Calls;80"),
    "before and after": table("When;Minutes", "Before;46", "After;12"),
    "pairs": table("Показатель;До, %;После, %", "Открыли письмо;18,4;31", "Перешли;2,1;1,4", "Купили;0;0,6"),
    "loss": table("Quarter;2025, m$;2026, m$", "I;-12;8", "II;4;-3", "III;0;0", "IV;;5"),
    "wide": table(
        "Регион;" + ";".join(f"Показатель номер {i}" for i in range(1, 13)),
        *(f"Область {r};" + ";".join(str(r * 1000 + i * 37) for i in range(1, 13)) for r in range(1, 9)),
    ),
    "price list": table(
        "Сорт;Страна;Обработка;Цена, ₽;Вес, г", "Иргачефф;Эфиопия;мытая;890;250", "Ньери АА;Кения;мытая;960;250",
        "Сантос;Бразилия;натуральная;540;250", "Уила;Колумбия;;720;1000",
    ),
    "growing funnel": table("Step;People", "Seen;100", "Opened;40", "Bought;60"),
    "funnel to nothing": table("Step;People", "Seen;100", "Opened;4", "Bought;0"),
    "words alone": table("Name", "One", "Two", "Three"),
    "one percent": table("Metric;Share, %", "Happy;87"),
}  # fmt: skip
