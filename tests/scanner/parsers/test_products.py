"""Which software a site is made with, and when that cannot be told."""

import re

import pytest

from weerbaar.scanner.facts.page import Page
from weerbaar.scanner.parsers.page import parse
from weerbaar.scanner.parsers.products import page_marks, plugins, products, recognise

URL = "https://www.bakkerij.example/"


def page(text: str) -> Page:
    read = parse(text, URL, page_marks())
    assert isinstance(read, Page)
    return read


def seen(
    text: str = "<p>", headers: dict[str, str] | None = None, cookies: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    return [(one.product.id, one.version) for one in recognise(page(text), headers or {}, cookies)]


def generator(text: str) -> str:
    return f'<meta name="generator" content="{text}">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (generator("WordPress 6.4.2"), ("wordpress", "6.4.2")),
        (generator("WordPress"), ("wordpress", "")),
        (generator("Joomla! - Open Source Content Management"), ("joomla", "")),
        (generator("Drupal 10 (https://www.drupal.org)"), ("drupal", "10")),
        (generator("TYPO3 4.5 CMS"), ("typo3", "4.5")),
        (generator("concrete5 - 8.5.4"), ("concrete", "8.5.4")),
        (generator("Wix.com Website Builder"), ("wix", "")),
        (generator("WooCommerce 8.5.2"), ("woocommerce", "8.5.2")),
        ("<link rel=stylesheet href='/wp-content/themes/a/style.css'>", ("wordpress", "")),
        (
            "<link rel=stylesheet href='/wp-includes/css/dist/block-library/style.min.css?ver=6.4.2'>",
            ("wordpress", "6.4.2"),
        ),
        ("<script src='/wp-includes/js/wp-emoji-release.min.js?ver=6.4'></script>", ("wordpress", "6.4")),
        ("<script src='/wp-includes/js/jquery/jquery.min.js?ver=3.7.1'></script>", ("wordpress", "")),
        ("<script src='/core/misc/drupal.js?v=10.3.1'></script>", ("drupal", "10.3.1")),
        ("<script src='https://cdn.webshopapp.com/a.js'></script>", ("lightspeed", "")),
        ("<link rel=stylesheet href='https://primary.jwwb.nl/a.css'>", ("jouwweb", "")),
        ("<!-- This website is powered by TYPO3 - inspiring people -->", ("typo3", "")),
    ],
)
def test_a_page_gives_its_maker_away(text: str, expected: tuple[str, str]) -> None:
    assert seen(text) == [expected]


def test_headers_and_cookies_give_it_away() -> None:
    assert seen(headers={"x-generator": "Drupal 9 (https://www.drupal.org)"}) == [("drupal", "9")]
    assert seen(headers={"x-powered-by": "Craft CMS"}) == [("craft", "")]
    assert seen(cookies=("OCSESSID",)) == [("opencart", "")]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Wij bouwen met WordPress",
        "<a href='/wp-content/prijzen.pdf'>Prijzen</a>",
        "<img src='https://partner.example/wp-content/uploads/logo.png'>",
        "<img src='https://cdn.shopify.com/logo.png'>",
        generator("My WordPress 6.4"),
        generator("Drupalish 7"),
        generator("Hugoland"),
        "<script src='https://notwebshopapp.com/a.js'></script>",
    ],
)
def test_a_mention_or_a_picture_of_somebody_else_does_not(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("WordPress v6.4.2", "6.4.2"),
        ("WordPress 6.4.2-alpha", "6.4.2"),
        ("WordPress - 6", "6"),
        ("WordPress Download Manager 3.3.05", ""),
        ("WordPress 6.4.2 (beheerd)", "6.4.2"),
        ("WordPress", ""),
        ("WordPress build x6", ""),
        ("WordPress 6.4.2a", ""),
        ("WordPress 12345678901", ""),
    ],
)
def test_a_version_is_a_number_that_stands_by_itself(text: str, version: str) -> None:
    assert seen(generator(text)) == [("wordpress", version)]


def test_most_places_decide_about_the_version() -> None:
    places = [
        f"/wp-includes/blocks/{name}/style.css?ver={version}"
        for name, version in (("a", "1.0"), ("b", "6.4.2"), ("c", "6.4.2"))
    ]
    assert seen("".join(f"<link rel=stylesheet href='{place}'>" for place in places)) == [("wordpress", "6.4.2")]


def test_plug_ins_are_named_by_their_folders() -> None:
    text = "<script src='/wp-content/plugins/contact-form-7/a.js?ver=5'></script><img src=/wp-content/plugins/elementor/b.png>"
    assert plugins(page(text)) == ("contact-form-7", "elementor")


def test_the_table_knows_some_sixty_products_each_with_a_sign() -> None:
    assert len(products()) >= 60
    assert len({product.id for product in products()}) == len(products())
    for product in products():
        assert product.kind in ("cms", "shop", "builder")
        assert product.generator or product.hosts or product.paths or product.headers or product.cookies, product.id
        assert all(re.fullmatch(r"/[\w./_-]*", path) for path in product.login), product.id
        assert not (product.is_hosted and product.login), product.id


def test_few_texts_are_looked_for_in_every_page() -> None:
    assert len(page_marks()) <= 10
