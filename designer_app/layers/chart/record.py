"""The record of a chart layer: which kind, which table, which columns, what is marked."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta as About

from designer_app.layers.base import Context, Fill, LayerBase, Num


class ChartLayer(LayerBase, frozen=True, kw_only=True, tag="chart", tag_field="kind"):
    """Numbers drawn: ``chart`` says how, ``data`` names the slot (a table or a list) whose rows are shown.

    Texts may have ``{{ slots }}``. What doesn't fit the data is refused with the kinds that do.
    """

    chart: Annotated[
        str,
        About(
            description="column bar line area donut slope dot lollipop waffle pictogram progress gauge funnel timeline "
            "steps compare ranking table number treemap; auto takes the kind that fits best"
        ),
    ] = "auto"
    data: Annotated[str, About(description="slot of a table or a list; or slots of numbers, parted by ';'")]
    label: Annotated[str, About(description="column of the names; the first of words or dates")] = ""
    values: Annotated[str, About(description="columns of numbers, parted by ';'; all of them")] = ""
    mode: Annotated[
        str, About(description="column, bar, area: grouped, stacked, share (of 100 %), diverging")
    ] = ""
    mark: Annotated[str, About(description="names that stand out, parted by ';'")] = ""
    heading: Annotated[
        str,
        About(
            description="what stands above it: rows or columns that its first line names stand out where mark is empty, "
            "and a unit that it says isn't said again"
        ),
    ] = ""
    sort: Annotated[str, About(description="down, up, none; as the kind does")] = ""
    limit: Annotated[
        Num, About(description="so many parts; the rest is merged and named; 0 = as the kind does")
    ] = 0
    reference: Annotated[
        str,
        About(description="a line to compare with: average, median, 25, or 25 Plan (a value and its name)"),
    ] = ""
    band: Annotated[str, About(description="line, area: a range that is tinted, such as 20..30 Norm")] = ""
    notes: Annotated[
        str, About(description="line, area, timeline: words at points, 'Mar: New price; Aug: Strike'")
    ] = ""
    target: Annotated[Num, About(description="progress, gauge, number: what is aimed at")] = 0
    unit: Annotated[str, About(description="behind figures (%, ₽, kg); that of the column's name")] = ""
    decimals: Annotated[
        Annotated[int, About(ge=0, le=6)] | None, About(description="as the data has them when left out")
    ] = None
    zero: Annotated[
        bool, About(description="false: a line may start above zero, which the check then says")
    ] = True
    smooth: Annotated[bool, About(description="line: the marked series as a curve through all points")] = True
    icon: Annotated[str, About(description="pictogram: an icon of the assets or a symbol of the kit")] = ""
    each: Annotated[Num, About(description="pictogram: what one icon stands for; 0 = a round number")] = 0
    size: Annotated[Num, About(description="px of labels; 0 = by the frame")] = 0
    style: str = "value"
    figure_style: Annotated[str, About(description="type style of figures")] = "price"
    fill: Annotated[Fill, About(description="what is marked")] = "accent"
    quiet_fill: Annotated[str, About(description="what isn't")] = "bar"
    ink: str = "on-surface"
    quiet_ink: str = "quiet"
    line: str = "line"
    surface: Annotated[str, About(description="the ground that it stands on")] = "surface"
    radius: Annotated[Num, About(description="of the ends of bars")] = 0

    informs: ClassVar[bool] = True
    drawn_by: ClassVar[str] = "designer_app.layers.chart.drawing"

    def is_empty(self, ctx: Context) -> bool:
        return not ctx.rows(self.data)
