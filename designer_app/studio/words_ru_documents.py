"""Russian words of documents: saving, closing, locks, changes by other programs, the start page."""

from __future__ import annotations

DOCUMENTS = {
    "Details": "Подробности", "Place": "Место", "Found": "Найдено", "Expected": "Ожидалось", "What to do": "Что делать",
    "Keep both": "Оставить оба", "Reload, keep my cells": "Перечитать, мои ячейки оставить",
    "Another program has changed {name}.": "Файл {name} изменила другая программа.",
    "{name} was changed by another program.": "{name} изменён другой программой.",
    "Your changed cells are safe in this window.": "Ваши правки ячеек целы в этом окне.",
    "The changed cells can't be written into {name}": "Правки ячеек не записать в {name}",
    "They can lie in a CSV beside it, which is the table from then on, or in the job, which lays them over it.":
        "Их можно сохранить в CSV рядом, и он станет таблицей, или в задании, которое наложит их поверх таблицы.",
    "Save as CSV beside it": "Сохранить CSV рядом", "Keep them in the job": "Оставить в задании",
    "The table is {name} from now on.": "Таблица теперь {name}.", "Save as a job": "Сохранить как задание", "Job": "Задание",
    "Saved. “designer batch {name}” makes all of its files.": "Сохранено. «designer batch {name}» соберёт все файлы.",
    "Template, table, kit and sizes in one file: opened again here, made by designer batch.":
        "Шаблон, таблица, кит и размеры в одном файле: открывается здесь, собирается через designer batch.",
    "Templates and jobs": "Шаблоны и задания", "Save the changed cells of {name}?": "Сохранить правки ячеек в {name}?",
    "Undo brings them back, too.": "Вернуть их можно и отменой.", "What isn't saved is given up.": "Несохранённое пропадёт.",
    "Save": "Сохранить", "Don't save": "Не сохранять", "This can't be opened": "Это не открыть",
    "It can be looked at, not changed. A copy can be changed.": "Можно смотреть, но не менять. Менять можно копию.",
    "open in another window": "открыт в другом окне", "the folder can't be written to": "в папку нельзя писать",
    "Try again": "Ещё раз", "Save a copy…": "Сохранить копию…",
    "Drop a file anywhere": "Бросьте файл куда угодно", "Production": "Производство", "Recent": "Недавние", "Projects": "Проекты",
    "Brand kits": "Киты", "Batches": "Пакеты", "Catalogs": "Каталоги", "All {count} platform sizes": "Все {count} размеров площадок",
    "Swap width and height": "Поменять ширину и высоту", "Use template": "Взять", "Look closer": "Рассмотреть",
    "Mark with a star: it stands first": "Отметить звездой: будет первым", "Search templates, files, kits": "Искать шаблоны, файлы, киты",
    "Kit": "Кит", "Show them in a kit of your own: its kit.json": "Показать в своём ките: его kit.json",
    "Nothing is called so": "Такого нет", "Try one of: {names}": "Есть, например: {names}", "All recent": "Все недавние",
    "Nothing here yet": "Пока пусто", "What you open stands here.": "Здесь появится то, что вы открывали.",
    "Documents that you make lie in {folder}.": "Ваши документы лежат в {folder}.", "Take a template": "Взять шаблон",
    "Show the templates in it": "Показать шаблоны в нём", "Templates, jobs, artwork, tables": "Шаблоны, задания, графика, таблицы",
    "just now": "только что", "{count} min ago": "{count} мин назад", "today, {time}": "сегодня, {time}", "yesterday": "вчера",
    "Monday": "понедельник", "Tuesday": "вторник", "Wednesday": "среда", "Thursday": "четверг", "Friday": "пятница",
    "Saturday": "суббота", "Sunday": "воскресенье", "Open file": "Открыть файл",
    "Choose a template for {name}: each row becomes a design.": "Выберите шаблон для {name}: каждая строка станет макетом.",
    "Cell": "Ячейка", "Write a text": "Напишите текст", "This hint goes with the first layer; it isn't exported.": "Подсказка исчезнет с первым слоем и в экспорт не попадёт.",
    "Nudge steps": "Шаги сдвига", "Arrows": "Стрелки", "Shift and arrows": "Shift и стрелки", "Done": "Готово",
    "How far arrows move, and arrows with Shift.": "Насколько двигают стрелки и стрелки с Shift.",
    "Copy as SVG": "Копировать как SVG", "The selected layers as vectors for other programs.": "Выделенные слои векторами для других программ.",
    "Copied as SVG.": "Скопировано как SVG.", "There is nothing to be seen in this SVG.": "В этом SVG ничего не видно.",
    "{parts} of it aren't editable or look different: {what}": "Не правится или выглядит иначе: {parts}: {what}",
    "Right click changes it in the kit": "Правый щелчок меняет его в ките",
    "Everything in this kit follows. Saving writes it into the kit, of a shipped one into a copy.":
        "Всё в этом ките меняется следом. Сохранение запишет цвет в кит, а у готового кита в его копию.",
    "of {name}": "из {name}",
    "The picture can’t be read": "Картинка не читается", "Choose a picture": "Выбрать картинку", "Leave it as it is": "Оставить как есть",
    "{name} is damaged or no picture. The design stays as it is until you choose another.":
        "{name} повреждён или это не картинка. Макет останется прежним, пока вы не выберете другую.",
    "This is a document of your own now: {folder}": "Теперь это ваш документ: {folder}",
    "Text too long": "Длинный текст", "Empty cell": "Пустая ячейка", "Not a sum of money": "Не сумма денег", "Not a number": "Не число",
    "Not a date": "Не дата", "Not a fitting value": "Значение не подходит", "Damaged picture": "Картинка повреждена", "all sizes": "все размеры",
}  # fmt: skip
