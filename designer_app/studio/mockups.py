"""Where the work is seen when it is presented: a phone, a feed, a profile's grid, all in shapes of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from designer_app.design.kit import Kit
from designer_app.design.sizes import Size
from designer_app.errors import DesignError
from designer_app.studio import theme
from designer_app.studio.chrome import draw_chrome, heart, plane
from designer_app.studio.status import kit_title
from designer_app.studio.words import number_text, plural, tr

_SCREEN = 9 / 19.5  # width / height
_EDGE = 0.032  # of the screen's width: the phone around it
_TALL = 0.65  # width / height below which a picture fills the screen
_COLUMNS, _CELL = 3, 3 / 4
_HEAD = 0.62  # of the screen's width: the profile above the grid


@dataclass(frozen=True)
class Shown:
    """What is presented: pictures of one size, the first the present row's; None = not painted yet."""

    size: Size
    kit: Kit
    images: Sequence[QImage | None]
    dark: bool

    @property
    def ground(self) -> QColor:
        return QColor("#0E0F11" if self.dark else "#FFFFFF")

    @property
    def ink(self) -> QColor:
        return QColor("#F2F3F5" if self.dark else "#17181B")

    @property
    def pale(self) -> QColor:
        return QColor("#2B2D31" if self.dark else "#E6E8EB")

    @property
    def grey(self) -> QColor:
        return QColor("#9AA0A8" if self.dark else "#6A7078")


def picture_in(area: QRectF, width: int, height: int) -> QRectF:
    """A picture as large as the room allows, no larger than its own pixels."""
    k = min(area.width() / width, area.height() / height, 1.0)
    made = QRectF(0, 0, width * k, height * k)
    made.moveCenter(area.center())
    return QRectF(round(made.x()), round(made.y()), made.width(), made.height())


def phone_of(area: QRectF) -> QRectF:
    """The screen of the phone that stands in an area."""
    height = area.height() / (1 + 2 * _EDGE * _SCREEN)
    width = height * _SCREEN
    made = QRectF(0, 0, round(width), round(height))
    made.moveCenter(area.center())
    return QRectF(round(made.x()), round(made.y()), made.width(), made.height())


def tiles(screen: QRectF) -> list[QRectF]:
    """The cells of a profile's grid, three in a row, as many rows as begin on the screen."""
    gap = max(1.0, screen.width() * 0.004)
    width = (screen.width() - (_COLUMNS - 1) * gap) / _COLUMNS
    height, top = width / _CELL, screen.top() + _HEAD * screen.width()
    found = []
    y = top
    while y < screen.bottom():
        found += [QRectF(screen.left() + c * (width + gap), y, width, height) for c in range(_COLUMNS)]
        y += height + gap
    return found


def draw_plain(painter: QPainter, area: QRectF, shown: Shown) -> None:
    """The work alone."""
    place = picture_in(area, shown.size.width, shown.size.height)
    _picture(painter, place, shown.images[0], shown)


def draw_phone(painter: QPainter, area: QRectF, shown: Shown) -> None:
    """A picture that fills the screen with its platform's chrome; any other as a post among posts."""
    screen = phone_of(area)
    _body(painter, screen)
    painter.save()
    painter.setClipPath(_rounded(screen))
    painter.fillRect(screen, shown.ground)
    size = shown.size
    if size.width / size.height < _TALL:
        place = QRectF(screen.x(), screen.y(), screen.width(), screen.width() * size.height / size.width)
        place.moveCenter(screen.center())
        painter.fillRect(screen, QColor("#000000"))
        _picture(painter, place, shown.images[0], shown)
        draw_chrome(painter, size, place, guides=False)
    else:
        _feed(painter, screen, shown)
    painter.restore()
    _notch(painter, screen, shown)


def draw_grid(painter: QPainter, area: QRectF, shown: Shown) -> None:
    """A profile: who it is, then the rows of the table as tiles, cropped as grids crop them."""
    screen = phone_of(area)
    _body(painter, screen)
    painter.save()
    painter.setClipPath(_rounded(screen))
    painter.fillRect(screen, shown.ground)
    _profile(painter, screen, shown)
    for cell, image in zip(tiles(screen), [*shown.images, *[None] * 99], strict=False):
        if image is None:
            painter.fillRect(cell, shown.pale)
            continue
        k = max(cell.width() / image.width(), cell.height() / image.height())
        cut = QRectF(0, 0, cell.width() / k, cell.height() / k)
        cut.moveCenter(QPointF(image.width() / 2, image.height() / 2))
        painter.drawImage(cell, image, cut)
    painter.restore()
    _notch(painter, screen, shown)


# The phone


def _rounded(screen: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(screen, 0.115 * screen.width(), 0.115 * screen.width())
    return path


def _body(painter: QPainter, screen: QRectF) -> None:
    edge = _EDGE * screen.width()
    around = screen.adjusted(-edge, -edge, edge, edge)
    radius = 0.115 * screen.width() + edge
    painter.setPen(QPen(QColor("#3A3D43"), 1))
    painter.setBrush(QColor("#1C1E22"))
    painter.drawRoundedRect(around, radius, radius)


def _notch(painter: QPainter, screen: QRectF, shown: Shown) -> None:
    """The camera and the bar below that swipes home."""
    u = screen.width() / 100
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#050506"))
    painter.drawRoundedRect(
        QRectF(screen.center().x() - 13 * u, screen.top() + 2.6 * u, 26 * u, 6.6 * u), 3.3 * u, 3.3 * u
    )
    painter.setBrush(QColor(128, 132, 138, 200))
    painter.drawRoundedRect(
        QRectF(screen.center().x() - 17 * u, screen.bottom() - 3.2 * u, 34 * u, 1.2 * u), 0.6 * u, 0.6 * u
    )


# What is on it


def _feed(painter: QPainter, screen: QRectF, shown: Shown) -> None:
    """A post in the middle of a feed: the one before ends above, the next one begins below."""
    u = screen.width() / 100
    size = shown.size
    tall = screen.width() * size.height / size.width
    top = screen.top() + 14 * u
    room = screen.height() - 28 * u
    post = 13 * u + tall + 26 * u
    y = top + max(0.0, (room - post) / 2) if post < 0.62 * room else top
    if y > top + 4 * u:
        _foot(painter, QRectF(screen.x(), y - 27 * u, screen.width(), 26 * u), shown)
        painter.fillRect(QRectF(screen.x(), y - 1.2 * u, screen.width(), 0.3 * u), shown.pale)
    number = 0
    while y < screen.bottom():
        image = shown.images[min(number, len(shown.images) - 1)]
        _author(painter, QRectF(screen.x(), y, screen.width(), 13 * u), shown)
        _picture(painter, QRectF(screen.x(), y + 13 * u, screen.width(), tall), image, shown)
        _foot(painter, QRectF(screen.x(), y + 13 * u + tall, screen.width(), 26 * u), shown)
        y += post
        number += 1
    painter.fillRect(QRectF(screen.x(), screen.top(), screen.width(), 14 * u), shown.ground)
    below = QRectF(screen.x(), screen.bottom() - 14 * u, screen.width(), 14 * u)
    painter.fillRect(below, shown.ground)
    painter.fillRect(QRectF(below.x(), below.y(), below.width(), 0.3 * u), shown.pale)
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(5):
        painter.setBrush(shown.ink if place == 0 else shown.grey)
        c = QPointF(below.x() + (10 + 20 * place) * u, below.y() + 5.4 * u)
        if place == 2:
            painter.drawRoundedRect(
                QRectF(c.x() - 2.6 * u, c.y() - 2.6 * u, 5.2 * u, 5.2 * u), 1.4 * u, 1.4 * u
            )
        else:
            painter.drawEllipse(c, 2.4 * u, 2.4 * u)


def _author(painter: QPainter, box: QRectF, shown: Shown) -> None:
    u = box.width() / 100
    _badge(painter, QRectF(box.x() + 4 * u, box.y() + 2.5 * u, 8 * u, 8 * u), shown)
    _words(
        painter, QPointF(box.x() + 15 * u, box.y() + 7.8 * u), kit_title(shown.kit), 3.7 * u, 600, shown.ink
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.grey)
    for dot in range(3):
        painter.drawEllipse(QPointF(box.right() - (4.5 + 2.2 * dot) * u, box.y() + 6.5 * u), 0.6 * u, 0.6 * u)


def _foot(painter: QPainter, box: QRectF, shown: Shown) -> None:
    """Heart, talk, sharing; a count; two lines of a caption."""
    u = box.width() / 100
    y = box.y() + 6 * u
    heart(painter, QPointF(box.x() + 7 * u, y), 3 * u, shown.ink)
    painter.setPen(QPen(shown.ink, max(1.0, 0.66 * u)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box.x() + 15.4 * u, y - 2.6 * u, 6 * u, 5 * u), 2.4 * u, 2.4 * u)
    plane(painter, QPointF(box.x() + 30 * u, y), 2.7 * u, shown.ink)
    _words(
        painter, QPointF(box.x() + 4 * u, box.y() + 14.4 * u), plural(214, "like"), 3.4 * u, 600, shown.ink
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.pale)
    for number, wide in enumerate((84, 52)):
        painter.drawRoundedRect(
            QRectF(box.x() + 4 * u, box.y() + (17.4 + 4 * number) * u, wide * u, 2 * u), u, u
        )


def _profile(painter: QPainter, screen: QRectF, shown: Shown) -> None:
    u = screen.width() / 100
    top = screen.top() + 15 * u
    _badge(painter, QRectF(screen.x() + 5 * u, top, 20 * u, 20 * u), shown)
    for number, (count, word) in enumerate(
        ((len(shown.images), "post"), (12_400, "follower"), (86, "following"))
    ):
        x = screen.x() + (33 + 23 * number) * u
        said = number_text(count)
        _words(painter, QPointF(x, top + 9 * u), said, 4.4 * u, 600, shown.ink)
        _words(painter, QPointF(x, top + 14.4 * u), _counted(count, word), 3.2 * u, 400, shown.grey)
    _words(
        painter, QPointF(screen.x() + 5 * u, top + 27.5 * u), kit_title(shown.kit), 3.9 * u, 600, shown.ink
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.pale)
    painter.drawRoundedRect(QRectF(screen.x() + 5 * u, top + 30 * u, 58 * u, 2 * u), u, u)
    painter.drawRoundedRect(QRectF(screen.x() + 5 * u, top + 36 * u, 58 * u, 7.6 * u), 2 * u, 2 * u)
    painter.drawRoundedRect(QRectF(screen.x() + 65 * u, top + 36 * u, 30 * u, 7.6 * u), 2 * u, 2 * u)


def _counted(count: int, word: str) -> str:
    """The word for so many, without the number."""
    return tr("following") if word == "following" else plural(count, word).partition("\u00a0")[2]


def _badge(painter: QPainter, box: QRectF, shown: Shown) -> None:
    """The brand as an avatar: its first letter on its own colour."""
    ground, ink = _colour(shown.kit, "primary", "#3B6FE0"), _colour(shown.kit, "on-primary", "#FFFFFF")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box)
    painter.setPen(ink)
    painter.setFont(theme.font(max(6, round(box.height() * 0.46)), 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kit_title(shown.kit)[:1])


def _colour(kit: Kit, role: str, other: str) -> QColor:
    try:
        return QColor(*kit.colour(role, "light"))
    except DesignError:
        return QColor(other)


def _words(painter: QPainter, at: QPointF, text: str, size: float, weight: int, colour: QColor) -> None:
    painter.setFont(theme.font(max(6, round(size)), weight))
    painter.setPen(colour)
    painter.drawText(
        at, QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, 60 * size)
    )


def _picture(painter: QPainter, place: QRectF, image: QImage | None, shown: Shown) -> None:
    if image is None:
        painter.fillRect(place, shown.pale)
    else:
        painter.drawImage(place, image, QRectF(image.rect()))
