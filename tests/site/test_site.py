"""What pages say is true, every link leads somewhere, and a second run writes nothing."""

import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.projects import command, snapshot
from tests.site.pages import is_outside, pages
from tests.site.shelf import FIRST, SECOND, TIERS, Shelf
from toolkit_builder.errors import EditionError
from toolkit_builder.publish import seal as seal_file
from toolkit_builder.publish.sealed_editions import sealed_editions
from toolkit_builder.site.make import make_sites

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def mine(made: Shelf, tmp_path: Path) -> Shelf:
    """A copy of the project and its sites, to be changed."""
    shutil.copytree(made.project.root, tmp_path / "mine", symlinks=True)
    return Shelf(replace(made.project, root=tmp_path / "mine"), made.sites)


def make(shelf: Shelf, *tiers: str):
    return make_sites(shelf.project, tiers, lambda *_: None)


# --- links and facts -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("tier", TIERS)
def test_every_link_leads_to_a_file_and_to_a_place_in_it(made: Shelf, tier: str):
    tree, wrong = made.tree(tier), []
    found = pages(tree)

    for page in found.values():
        for link in page.links():
            if is_outside(link) or page.path == "404.html":
                continue
            path, fragment = page.target(link)
            if not (tree / path).is_file() or (fragment and fragment not in found[path].ids):
                wrong.append(f"{page.path}: {link}")

    assert wrong == []


@pytest.mark.parametrize("tier", TIERS)
def test_no_page_has_an_id_twice_or_more_than_one_title(made: Shelf, tier: str):
    for page in pages(made.tree(tier)).values():
        assert len(page.ids) == len(set(page.ids)), page.path
        assert len(page.find("//h1")) == 1, page.path
        levels = [
            int(element.tag[1])
            for element in page.find("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        ]
        assert all(after - before <= 1 for before, after in pairwise(levels)), page.path


def test_every_file_line_tells_the_truth(made: Shelf):
    tree, seen = made.tree("member"), set()
    rows = {row.path: row for each in sealed_editions(made.project.sources, "") for row in each.seal.files}

    for page in pages(tree).values():
        for line in page.find("//li[@class='file'][.//a[@download]]"):
            link = line.xpath(".//a[@download]")[0]
            path, _ = page.target(link.get("href"))
            data = (tree / path).read_bytes()
            facts = " ".join("".join(line.xpath(".//span[@class='facts']")[0].itertext()).split())
            kind, size, *rest = facts.split(", ")
            assert kind == path.rpartition(".")[2].upper()
            assert size == shown(len(data))
            if path.endswith(".zip"):
                names = zipfile.ZipFile(BytesIO(data)).namelist()
                assert rest == [f"{len(names)} files"]
                continue
            row = rows[path.rpartition("/")[2]]
            assert hashlib.sha256(data).hexdigest() == row.sha256
            assert [each for each in rest if "page" in each] == pages_of(row.pages)
            seen.add(row.path)

    assert seen == rows.keys()


def shown(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 999_500 else f"{round(size / 1000)} KB"


def pages_of(number: int) -> list[str]:
    return [] if not number else ["1 page"] if number == 1 else [f"{number} pages"]


def test_sums_on_a_page_are_those_of_its_files(made: Shelf):
    tree, count = made.tree("member"), 0

    for page in pages(tree).values():
        for item in page.find("//ul[@class='sums']/li"):
            name, sum_ = (" ".join("".join(part.itertext()).split()) for part in item)
            edition = re.search(r"-(\d{4}\.\d+)\.\w+$", name)
            assert edition
            data = (tree / f"editions/{edition[1]}/files/{name}").read_bytes()
            assert hashlib.sha256(data).hexdigest() == sum_
            count += 1

    assert count > 60


def test_the_list_of_sums_covers_every_file_of_an_edition(made: Shelf):
    for edition in (FIRST, SECOND):
        folder = made.tree("member") / "editions" / edition / "files"
        listed = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())

        there = {path.name: path for path in folder.iterdir() if path.name != "SHA256SUMS"}

        assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_the_zip_of_a_document_holds_its_files_and_no_others(made: Shelf):
    folder = made.tree("member") / "editions" / SECOND / "files"

    with zipfile.ZipFile(folder / f"harbor-p1-self-assessment-{SECOND}.zip") as packed:
        held = {name: packed.read(name) for name in packed.namelist()}

    assert held.keys() == {f"harbor-p1-self-assessment-{SECOND}.{ending}" for ending in ("pdf", "docx")}
    assert all(data == (folder / name).read_bytes() for name, data in held.items())


def test_the_start_page_is_small(made: Shelf):
    tree = made.tree("public")
    page = pages(tree)["index.html"]
    loaded = {page.target(each.get("src"))[0] for each in page.find("//*[@src]")}
    sheet = (tree / "site.css").read_text()
    drawn = re.findall(r"url\((pictures/[^)]+)\)", sheet)

    size = sum((tree / name).stat().st_size for name in {"index.html", "site.css", *loaded, *drawn})

    assert size <= 150_000


# --- what a page is ------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
def test_pages_load_nothing_from_elsewhere_and_run_two_scripts_of_ours(made: Shelf, tier: str):
    for page in pages(made.tree(tier)).values():
        policy = page.find("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
        assert policy.startswith("default-src 'none'")
        assert "unsafe-inline" not in policy
        assert not [
            each
            for each in page.find("//*[@src] | //link[@rel='stylesheet'] | //form")
            if is_outside(each.get("src") or each.get("href") or "")
        ]
        assert not page.find("//*[@style]"), page.path
        scripts = [each for each in page.find("//script") if each.get("type") != "application/ld+json"]
        named = [each.get("src").rpartition("/")[2] for each in scripts]
        is_document = bool(page.find("//nav[@id='contents'] | //button[@data-copy]"))
        wanted = "search.js" if page.path == "search.html" else "page.js" if is_document else ""
        assert named == [wanted] * bool(wanted), page.path
        assert ("script-src 'self'" in policy) == bool(wanted)
        assert not [name for each in page.root.iter() for name in each.attrib if str(name).startswith("on")]


def test_documents_are_told_of_in_the_words_of_schema_org(made: Shelf):
    tree = made.tree("public")
    told = pages(tree)["latest/packets/p1-self-assessment.html"].find(
        "//script[@type='application/ld+json']"
    )[0]

    value = json.loads(told.text)

    assert value["@type"] == "LearningResource"
    assert value["url"] == "https://harbor.ca.gov/harbor/latest/packets/p1-self-assessment.html"
    assert value["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert value["version"] == SECOND
    for file in value["encoding"]:
        path = tree / file["contentUrl"].removeprefix("https://harbor.ca.gov/harbor/")
        assert int(file["contentSize"]) == path.stat().st_size
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_card_shows_each_document_elsewhere(made: Shelf):
    tree = made.tree("public")

    for page in pages(tree).values():
        if page.path == "404.html":
            continue
        link = page.find("//meta[@property='og:image']")[0].get("content")
        with Image.open(tree / link.removeprefix("https://harbor.ca.gov/harbor/")) as card:
            assert card.size == (1200, 630)
            assert card.info.keys() <= {"transparency"}


def test_covers_are_shown_and_carry_nothing_of_their_files(made: Shelf):
    found = sorted(made.tree("member").rglob("*.webp"))

    for path in found:
        with Image.open(path) as cover:
            assert cover.size[0] == 432
            assert not cover.info.keys() & {"exif", "xmp", "icc_profile"}
    assert len(found) > 20


def test_the_feed_has_an_entry_an_edition(made: Shelf):
    feed = etree.parse(made.tree("public") / "feed.xml").getroot()

    entries = feed.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Second edition, 2026",
        "First edition, 2026",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-06-01T00:00:00Z"
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 3
    for name in ("id", "title", "updated", "link"):
        assert all(entry.find(f"{ATOM}{name}") is not None for entry in [feed, *entries])


def test_the_sitemap_names_each_page_once_by_the_address_it_should_be_known_by(made: Shelf):
    tree = made.tree("public")
    locations = [each.text or "" for each in etree.parse(tree / "sitemap.xml").getroot().iter(f"{MAP}loc")]

    known = [each.removeprefix("https://harbor.ca.gov/harbor/") for each in locations]

    for name in known:
        page = pages(tree)[name + "index.html" if name.endswith("/") or not name else name]
        assert page.find("//link[@rel='canonical']")[0].get("href") == f"https://harbor.ca.gov/harbor/{name}"
    assert len(known) == len(set(known)) > 20


def test_an_open_site_may_be_searched_and_another_may_not(made: Shelf):
    assert "Allow: /" in (made.tree("public") / "robots.txt").read_text()
    assert "Disallow: /" in (made.tree("member") / "robots.txt").read_text()
    assert not (made.tree("member") / "sitemap.xml").exists()
    for page in pages(made.tree("member")).values():
        assert page.find("//meta[@name='robots'][@content='noindex']"), page.path


# --- editions ------------------------------------------------------------------------------------


def test_an_earlier_edition_leads_to_the_same_page_of_the_newest(made: Shelf):
    for tier in ("public", "member"):
        found = pages(made.tree(tier))
        for page in found.values():
            if not page.path.startswith(f"editions/{FIRST}/"):
                continue
            banner = page.find("//div[@class='banner']")[0]
            path, _ = page.target(banner.xpath(".//a")[0].get("href"))
            same = page.path.replace(f"editions/{FIRST}/", "latest/")
            gone = "p2-artifact-week" in page.path or "p2-week" in page.path
            assert path == ("latest/index.html" if gone else same), page.path


def test_latest_has_a_page_for_everything_that_ever_had_one(made: Shelf):
    for tier in TIERS:
        found = pages(made.tree(tier))
        tails = {path.split("/", 2)[2] for path in found if re.match(r"editions/\d", path)}

        assert {f"latest/{tail}" for tail in tails if "/" in tail} <= found.keys()


def test_what_is_gone_says_why_and_where_it_still_is(made: Shelf):
    page = pages(made.tree("public"))["latest/packets/p2-artifact-week.html"]

    assert "The plan for a day holds all that it said." in page.words()
    assert f"editions/{FIRST}/packets/p2-artifact-week.html" in [
        page.target(link)[0] for link in page.links() if not is_outside(link)
    ]


def test_pages_under_latest_are_those_of_the_newest_edition(made: Shelf):
    found = pages(made.tree("public"))

    for path, page in found.items():
        newest = found.get(path.replace("latest/", f"editions/{SECOND}/", 1))
        if path.startswith("latest/") and newest:
            there, banner = page.words().split("This address always shows the newest edition.", 1)
            assert newest.words().startswith(there.strip()), path
            assert banner.strip() == "Permanent address of this page in Second edition, 2026"


def test_changes_are_marked_word_by_word_with_the_editors_note(made: Shelf):
    page = pages(made.tree("public"))["latest/changes.html"]

    assert [each.text_content() for each in page.find("//del")] == ["was: the same aim in the same words"]
    assert [each.text_content() for each in page.find("//ins")] == ["now: our aim alike"]
    assert "Good to know. The old words were read as a rule." in page.words()
    link = page.find("//li[@class='change']/a")[0].get("href")
    assert page.target(link) == ("latest/read/p1-sa.html", "p1_sa__shared_aim")


def test_a_withdrawn_edition_says_so_on_every_page(mine: Shelf):
    (mine.project.sources / "editions" / "status.yaml").write_text(
        "editions:\n  - id: 2026.2\n    status: withdrawn\n    on: 2026-07-01\n"
        "    reason: A figure was wrong.\n    notice: Use the first edition.\n"
    )

    make(mine, "public")

    tree = mine.project.output / "site" / "public"
    found = pages(tree)
    for path, page in found.items():
        if path.startswith(f"editions/{SECOND}/"):
            banner = page.find("//div[@class='banner']")[0].text_content()
            assert "Withdrawn" in banner
            assert "A figure was wrong. Use the first edition." in banner
    assert "First edition, 2026" in found["index.html"].words()
    assert (
        found["latest/packets/p1.html"]
        .find("//link[@rel='canonical']")[0]
        .get("href")
        .endswith("latest/packets/p1.html")
    )


def test_the_statement_tells_what_the_proof_found_in_files_of_its_tier(made: Shelf):
    for tier in ("public", "member"):
        found = pages(made.tree(tier))
        count = len(list((made.tree(tier) / "editions" / SECOND / "files").glob("*.[pd]*")))

        assert (
            f"{count} of {count} files were checked by machine; no rule was broken."
            in found["latest/accessibility.html"].words()
        )


# --- runs ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_second_run_writes_nothing(mine: Shelf):
    before = {path: path.stat().st_mtime_ns for path in (mine.project.output / "site").rglob("*")}

    done = make(mine)

    assert [(site.written, site.removed) for site in done.sites] == [((), ())] * 3
    assert {path: path.stat().st_mtime_ns for path in (mine.project.output / "site").rglob("*")} == before


@pytest.mark.slow
def test_a_run_without_a_cache_gives_the_same_bytes(mine: Shelf):
    shutil.rmtree(mine.project.cache)

    done = make(mine)

    changed = [name for site in done.sites for name in (*site.written, *site.removed)]
    # Pagefind lists filters in another order each time.
    assert [
        name for name in changed if not re.search(r"pagefind/(filter/|pagefind\.en|pagefind-entry)", name)
    ] == []


def test_one_tier_can_be_made_alone(mine: Shelf):
    shutil.rmtree(mine.project.output / "site")

    make(mine, "member")

    assert [path.name for path in (mine.project.output / "site").iterdir()] == ["member"]


@pytest.mark.parametrize("name", ["old.html", "editions/2026.0/index.html", "editions/2026.1/files/x.pdf"])
def test_what_is_published_goes_only_where_that_is_allowed(mine: Shelf, name: str):
    stale = mine.project.output / "site" / "public" / name
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_text("old")

    with pytest.raises(EditionError, match=rf"P146 a published file would go: site/public/{name}"):
        make(mine, "public")
    assert stale.exists()

    done = make_sites(mine.project, ("public",), lambda *_: None, may_remove=True)
    assert done.sites[0].removed == (name,)
    assert not stale.exists()


@pytest.mark.parametrize(
    "name",
    [
        "latest/packets/p9.html",
        "latest/read/p9.html",
        "pagefind/index/x.pf_index",
        "fonts/x.woff2",
        ".DS_Store",
    ],
)
def test_what_goes_with_the_newest_edition_needs_no_leave(mine: Shelf, name: str):
    stale = mine.project.output / "site" / "public" / name
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_text("old")

    assert make(mine, "public").sites[0].removed == (name,)


def test_of_many_files_that_would_go_the_first_are_named_and_nothing_changes(mine: Shelf):
    tree = mine.project.output / "site" / "member"
    for number in range(25):
        (tree / f"old-{number:02}.html").write_text("old")
    (mine.project.output / "site" / "public" / "index.html").write_text("changed")

    with pytest.raises(EditionError) as caught:
        make(mine)

    (problem,) = caught.value.problems
    assert problem.message.startswith("25 published files would go: site/member/old-00.html, ")
    assert problem.message.endswith("site/member/old-08.html and 16 more")
    assert (mine.project.output / "site" / "public" / "index.html").read_text() == "changed"


def test_the_newest_edition_that_was_moved_away_is_missed_and_its_pages_stay(mine: Shelf):
    tree = mine.project.output / "site" / "public"
    before = snapshot(tree)
    shutil.move(mine.project.sources / "editions" / SECOND, mine.project.root / "moved")

    with pytest.raises(EditionError, match=rf"P143 edition {SECOND} was seen here"):
        make(mine, "public")
    shutil.rmtree(mine.project.archive / "newest")
    with pytest.raises(EditionError, match=rf"P143 edition {SECOND} was seen here"):
        make(mine, "public")  # the tree itself remembers it
    for each in (mine.project.output / "site").glob("*/newest-edition.json"):
        each.unlink()
    with pytest.raises(EditionError, match=r"P146 .* published files would go"):
        make(mine, "public")

    assert {**snapshot(tree), "newest-edition.json": b""} == {**before, "newest-edition.json": b""}


def test_a_site_that_grows_by_an_edition_loses_nothing(mine: Shelf):
    """A packet was given up in the second: its page under `latest` says so, and that of the first stays."""
    editions, sites = mine.project.sources / "editions", mine.project.output / "site"
    shutil.rmtree(mine.project.archive / "newest")
    shutil.rmtree(sites)
    shutil.move(editions / SECOND, mine.project.root / "moved")
    make(mine)
    before = {path.relative_to(sites) for path in sites.rglob("*") if path.is_file()}
    shutil.move(mine.project.root / "moved", editions / SECOND)

    make(mine)

    gone = {name for name in before if not (sites / name).is_file()}
    assert {name.parts[1] for name in gone} <= {"latest", "pagefind", "fonts"}
    status = f'editions:\n  - id: "{FIRST}"\n    status: withdrawn\n    on: 2026-09-01\n    reason: Wrong.\n'
    (editions / "status.yaml").write_text(status)
    assert all(not site.removed or {name.split("/")[0] for name in site.removed} <= {"pagefind"}
               for site in make(mine).sites)  # fmt: skip


def test_a_seal_that_gives_members_texts_to_all_makes_no_site(mine: Shelf):
    path = mine.project.sources / "editions" / SECOND / "seal.json"
    seal = seal_file.from_json(path.read_bytes(), "seal.json")
    files = tuple(replace(row, access="public") for row in seal.files)
    path.write_bytes(seal_file.as_json(replace(seal, files=files)))
    shutil.rmtree(mine.project.archive / "newest")
    for each in (mine.project.output / "site").glob("*/newest-edition.json"):
        each.unlink()

    with pytest.raises(EditionError, match=r"P141 the access of .* is public, and in the bundle member"):
        make(mine)


def test_a_built_folder_gives_no_access(mine: Shelf):
    """Where the archive lacks a file, the folder in output/ has it, and a manifest that anybody can write."""
    archived(mine, 1).unlink()
    path = mine.project.output / SECOND / "manifest.json"
    path.write_text(path.read_text().replace('"access": "member"', '"access": "public"'))

    assert [(site.written, site.removed) for site in make(mine).sites] == [((), ())] * len(TIERS)


def archived(shelf: Shelf, edition: int = 0) -> Path:
    """The first file of an edition in the archive."""
    rows = sealed_editions(shelf.project.sources, "sources/harbor")[edition].seal.files
    return shelf.project.archive / rows[0].sha256[:2] / rows[0].sha256


def test_a_file_that_the_archive_lacks_comes_from_the_built_folder(mine: Shelf):
    archived(mine).unlink()

    done = make(mine)

    assert [(site.written, site.removed) for site in done.sites] == [((), ())] * len(TIERS)
    assert (done.rewritten, done.left_out) == ({}, ())


def test_a_damaged_file_that_lies_nowhere_else_stops_all(mine: Shelf):
    path = archived(mine)
    path.write_bytes(b"damaged")
    shutil.rmtree(mine.project.output / FIRST)
    shutil.rmtree(mine.project.output / "site" / "public")

    with pytest.raises(EditionError) as caught:
        make(mine)

    assert "P125" in str(caught.value)
    assert f"toolkit regenerate {FIRST}" in str(caught.value)
    assert not (mine.project.output / "site" / "public").exists()
    assert (mine.project.output / "site" / "member" / "index.html").is_file()


def test_without_a_sealed_edition_there_is_no_site(made: Shelf, tmp_path: Path):
    shutil.copytree(
        made.project.sources, tmp_path / "sources" / "harbor", ignore=shutil.ignore_patterns("seal.json")
    )

    done = command("site", cwd=tmp_path)

    assert done.returncode == 6
    assert "P131" in done.stderr


@pytest.mark.slow
def test_an_unknown_tier_is_answered_with_those_there_are(mine: Shelf):
    done = command("site", "--tier", "membr", cwd=mine.project.root)

    assert done.returncode == 2
    assert "did you mean member?" in done.stderr


@pytest.mark.slow
def test_the_command_tells_what_it_did(mine: Shelf):
    done = command("site", "--json", cwd=mine.project.root)

    told = json.loads(done.stdout)
    assert [site["tier"] for site in told["sites"]] == list(TIERS)
    assert told["editions"] == [FIRST, SECOND]
    assert told["sites"][0]["written"] == []
