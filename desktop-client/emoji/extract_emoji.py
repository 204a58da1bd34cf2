#!/usr/bin/env python3
"""Makes the emoji of the desktop client from Noto Color Emoji; README.md says how it is run.

usage: extract_emoji.py FONT.ttf emoji-test.txt EMOJIBASE_DIR TARGET_DIR

Writes TARGET_DIR/emoji.pictures, PNG files one after the other, and TARGET_DIR/emoji.tsv, a line
for each: code points in hex without U+FE0F, joined by hyphens; offset; length; group; name; German
name; shortcodes and further search words, each separated by spaces.
"""
import io
import json
import pathlib
import sys

from fontTools.ttLib import TTFont
from PIL import Image

PIXELS = 48
COLOURS = 64
VARIATION = 0xFE0F


def ligatures(font):
    """(first glyph) -> [(rest of the glyphs, result)], the longest first."""
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, all_of in getattr(table, "ligatures", {}).items():
                for one in all_of:
                    found.setdefault(first, []).append((tuple(one.Component), one.LigGlyph))
    for all_of in found.values():
        all_of.sort(key=lambda rest_and_result: -len(rest_and_result[0]))
    return found


def glyph_of(points, cmap, joined):
    """The one glyph for a sequence of code points, or None."""
    glyphs = [cmap.get(p) for p in points]
    if None in glyphs:
        return None
    while len(glyphs) > 1:
        for rest, result in joined.get(glyphs[0], []):
            if tuple(glyphs[1 : 1 + len(rest)]) == rest:
                glyphs[: 1 + len(rest)] = [result]
                break
        else:
            return None
    return glyphs[0]


def picture(png):
    """Smaller, in few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    image.thumbnail((PIXELS, PIXELS), Image.LANCZOS)
    square = Image.new("RGBA", (PIXELS, PIXELS), (0, 0, 0, 0))
    square.paste(image, ((PIXELS - image.width) // 2, (PIXELS - image.height) // 2))
    out = io.BytesIO()
    square.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def emoji_of(test_file):
    """(code points without variation selectors, group, name) of every fully qualified emoji."""
    group = ""
    for line in test_file.read_text("utf-8").splitlines():
        if line.startswith("# group:"):
            group = line.split(":", 1)[1].strip()
        elif "; fully-qualified" in line:
            points = [int(p, 16) for p in line.split(";")[0].split()]
            name = line.split("#", 1)[1].strip().split(" ", 2)[2]
            yield [p for p in points if p != VARIATION], group, name


def words_of(folder):
    """hex code -> (German name, shortcodes, other words to find it by)"""

    def load(path):
        return json.loads((folder / path).read_text("utf-8"))

    def plain(code):
        return "-".join(part for part in code.split("-") if part != "FE0F")

    shortcodes = {}
    for name in ("github", "emojibase"):
        for code, given in load(f"en/shortcodes/{name}.json").items():
            known = shortcodes.setdefault(plain(code), [])
            known += [g for g in ([given] if isinstance(given, str) else given) if g not in known]
    words = {}
    for language in ("en", "de"):
        for one in load(f"{language}/compact.json"):
            for each in [one, *one.get("skins", [])]:
                code = plain(each["hexcode"])
                german, codes, tags = words.get(code, ("", shortcodes.get(code, []), []))
                german = each["label"] if language == "de" else german
                # The picker shows each emoji in one tone; the others need no words.
                given = each.get("tags", []) if each is one else []
                tags = tags + [t.replace(" ", "_") for t in given]
                words[code] = (german, codes, list(dict.fromkeys(tags)))
    return words


def main(font_file, test_file, emojibase, target):
    font = TTFont(font_file)
    cmap = font.getBestCmap()
    joined = ligatures(font)
    bitmaps = font["CBDT"].strikeData[-1]
    words = words_of(pathlib.Path(emojibase))
    missing = 0
    pictures = io.BytesIO()
    lines = []
    for points, group, name in emoji_of(pathlib.Path(test_file)):
        glyph = glyph_of(points, cmap, joined)
        if glyph not in bitmaps:
            missing += 1
            continue
        png = picture(bitmaps[glyph].imageData)
        code = "-".join(f"{p:04X}" for p in points)
        german, shortcodes, tags = words.get(code, ("", [], []))
        fields = [code, str(pictures.tell()), str(len(png)), group, name, german]
        lines.append("\t".join([*fields, " ".join(shortcodes), " ".join(tags)]))
        pictures.write(png)
    target = pathlib.Path(target)
    (target / "emoji.pictures").write_bytes(pictures.getvalue())
    (target / "emoji.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} emoji, {missing} not in the font, {pictures.tell()} bytes")


main(*sys.argv[1:])
