"""Countries are found by the names that people write in any of our languages."""

import pytest
from babel.core import Locale

from bot.telegram.names import countries_named, country_in, day_reader

LOCALES = ("az", "en", "ru", "tr", "fa", "ar", "fr")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        *((each, ["KZ"]) for each in ("Kazakhstan", "qazaxıstan", "QAZAXISTAN", "Казахстан", "KZ")),
        *((each, ["TR"]) for each in ("Türkiye", "turkiye", "Турция", "ترکیه", "تركيا", "Turquie")),
        *((each, ["IR"]) for each in ("Iran", "İran", "ایران", "إيران", "Иран", " iran ")),
        *((("Niger", ["NE"]), ("Nigeri", ["NG"]), ("Guinea", ["GN"]), ("Pakis", ["PK"]))),
        *((("", []), ("a", []), ("me", []), ("Narnia", []), ("kz", []), ("🇰🇿", []), ("?", []))),
    ],
)
def test_a_country_is_found_by_its_name(text: str, countries: list[str]) -> None:
    assert countries_named(text, LOCALES) == countries


def test_what_fits_several_countries_is_all_of_them() -> None:
    assert countries_named("Unit", LOCALES) == ["AE", "GB", "US"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_month_of_every_language_has_a_name(locale: str) -> None:
    months = Locale.parse(locale).months["format"]["wide"]
    reader = day_reader(LOCALES)

    assert [reader.month(name) for name in months.values()] == list(months)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        *((each, "PL") for each in ("which universities in Poland?", "Polşada hansılar var")),
        *(
            (each, "PL")
            for each in ("вузы в Польше", "Polonya'da hangi üniversiteler", "en Pologne")
        ),
        *(
            (each, "IT")
            for each in ("партнёры в Италии", "دانشگاه‌های ایتالیا", "جامعات في إيطاليا")
        ),
        *((each, "CN") for each in ("Çində universitet", "partners in China", "в Китае есть?")),
        *((each, "KR") for each in ("universities in South Korea", "Cənubi Koreyada")),
        *(
            (each, None)
            for each in ("Poland or Italy?", "universities in Azerbaijan", "which?", "")
        ),
        *((("in Nigeria", "NG"), ("in Niger", "NE"), ("romance languages", None))),
    ],
)
def test_a_country_is_found_in_a_sentence(text: str, country: str | None) -> None:
    assert country_in(text, LOCALES) == country
