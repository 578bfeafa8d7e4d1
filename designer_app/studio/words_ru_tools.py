"""Russian words of the canvas' tools."""

from __future__ import annotations

TOOLS = {
    "Baseline": "Базовая линия", "Clip content": "Обрезать по рамке", "Column": "Колонка", "Copy as SVG": "Копировать как SVG",
    "Change the component": "Изменить компонент", "Components": "Компоненты", "Detach": "Отсоединить", "Make a component": "Сделать компонентом",
    "No components yet": "Компонентов пока нет", "Reset the instance": "Сбросить экземпляр",
    "Select a group and choose “Make a component” (Ctrl+Alt+K): every instance follows it.": "Выделите группу и выберите «Сделать компонентом» (Ctrl+Alt+K): все экземпляры следуют за ним.",
    "The group is kept with the document; what is laid again follows it.": "Группа хранится в документе; все её повторы следуют за ней.",
    "The instance becomes a plain group.": "Экземпляр станет обычной группой.", "What you edited here goes to all instances.": "Правки отсюда получат все экземпляры.",
    "Click sets points, drag bends; the first point closes, Enter ends.": "Щелчок ставит точку, протяжка изгибает; первая точка замыкает, Enter заканчивает.",
    "Click takes the colour and offers the kit's nearest": "Щелчок берёт цвет и предлагает ближайшие из кита",
    "Click: point · drag: curve · Alt breaks the arms · Backspace: last point · Enter ends": "Щелчок: точка · протяжка: дуга · Alt ломает рычаги · Backspace: последняя точка · Enter: конец",
    "Cuts what a group holds at its frame.": "Обрезает содержимое группы по её рамке.",
    "Distance from the left": "Расстояние слева", "Distance from the top": "Расстояние сверху",
    "Double click does the same.": "Двойной щелчок делает то же.",
    "Drag from tail to head · Shift: steps of 45° · Space moves it": "Тяните от хвоста к острию · Shift: по 45° · Пробел сдвигает",
    "Drag moves the picture · corners or wheel size it · the ring is the focal point · Enter keeps, Esc not": "Протяжка двигает картинку · углы и колесо меняют размер · кольцо: точка внимания · Enter оставит, Esc нет",
    "Drag out · Shift keeps the ratio · Alt from the centre · Space moves it": "Растяните · Shift держит пропорции · Alt от центра · Пробел сдвигает",
    "Drag out · Shift: steps of 45° · Alt from the middle · Space moves it": "Растяните · Shift: по 45° · Alt от середины · Пробел сдвигает",
    "Drag points and arms · click on the line adds · double click: smooth or sharp · Enter leaves": "Тяните точки и рычаги · щелчок по линии добавит · двойной щелчок: плавно или остро · Enter: готово",
    "Drag to move · Ctrl ignores guides · Alt copies, or measures": "Протяжка двигает · Ctrl без привязки · Alt копирует или меряет",
    "Edit path": "Правка контура", "Edit points or crop": "Править точки или кадр", "Equal gaps, rows and columns kept.": "Равные промежутки, ряды и столбцы остаются.",
    "Esc leaves the text · {{ inserts a slot": "Esc: выйти из текста · {{ вставляет слот", "Typing": "Набор текста",
    "Eyedropper": "Пипетка", "Flip across": "Отразить вширь", "Flip upside down": "Отразить ввысь", "Guide": "Направляющая", "Margin": "Поле", "Mask": "Маска", "Pen": "Перо",
    "Place a picture": "Поместить картинку", "Safe area": "Безопасная зона", "Take the guides away": "Убрать направляющие",
    "Takes a colour of the canvas and offers the kit's nearest.": "Берёт цвет с холста и предлагает ближайшие из кита.",
    "The lowest of the selected layers is what the others show through.": "Нижний из выделенных слоёв станет окном для остальных.",
    "Tidy up": "Навести порядок", "the same": "тот же", "“{words}” is no number": "«{words}» не число",
    "{colour} is on the clipboard: no layer with a fill is selected": "{colour} в буфере обмена: не выделен слой с заливкой",
}  # fmt: skip
