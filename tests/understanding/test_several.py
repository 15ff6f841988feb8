"""Several facts in one answer: children, jobs and languages told at once. A question mark: to be read back first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from assistant.understanding.reading import Reading
from assistant.understanding.several import Field, GroupShape, read_entries, read_fields
from tests.understanding.saying import TODAY
from tests.understanding.tables import rows

SCHOOLS = ("basisschool", "isk", "vve", "opvang", "thuis", "anders")
KINDEREN = GroupShape(
    "gezin.kinderen",
    {
        "leeftijd": Field("number"),
        "woont": Field("choice", {"bij_mij": ("Bij mij",), "elders": ("Ergens anders",)}),
        "school": Field("choice", {school: (school,) for school in SCHOOLS}),
    },
)
BANEN = GroupShape("werk.banen", {"beroep": Field("occupation"), "jaren": Field("number"), "land": Field("country")})
SKILLS = ("spreken", "verstaan", "lezen", "schrijven")
TALEN = GroupShape("taal.talen", {"taal": Field("language"), **{skill: Field("scale4") for skill in SKILLS}})

CHILDREN = {
    "nl": [
        ("Ik heb drie kinderen, 4, 6 en 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("a boy of 7 and a girl of 18 months", [{"leeftijd": "7"}, {"leeftijd": "1.5"}]),
        ("een zoon van 7 en een dochter van 18 maanden", [{"leeftijd": "7"}, {"leeftijd": "1.5"}]),
        ("4 kinderen", [{}, {}, {}, {}]),
        ("ja, 2", [{}, {}]),
        ("een tweeling van 4", [{"leeftijd": "4"}, {"leeftijd": "4"}]),
        ("Twee jongens van 5 en 7 en een meisje van 3", [{"leeftijd": "5"}, {"leeftijd": "7"}, {"leeftijd": "3"}]),
        ("drie kinderen: twee jongens en een meisje", [{}, {}, {}]),
        ("ik ben 35, mijn man is 40 en we hebben 2 kinderen van 4 en 6", [{"leeftijd": "4"}, {"leeftijd": "6"}]),
        ("ik woon hier 3 jaar met mijn zoon", [{}]),
        ("nee", []),
        ("geen zoon, wel een dochter van 4", [{"leeftijd": "4"}]),
        ("drie kinderen van 4 en 6", [{"leeftijd": "4?"}, {"leeftijd": "6?"}, {}]),
        (
            "4 kinderen, 12, 10, 7 en 3, ze wonen allemaal bij mij",
            [
                {"leeftijd": "12", "woont": "bij_mij"},
                {"leeftijd": "10", "woont": "bij_mij"},
                {"leeftijd": "7", "woont": "bij_mij"},
                {"leeftijd": "3", "woont": "bij_mij"},
            ],
        ),
        (
            "twee kinderen: de oudste is 9 en zit op de basisschool, de jongste is 2 en is thuis",
            [{"leeftijd": "9", "school": "basisschool"}, {"leeftijd": "2", "school": "thuis?"}],
        ),
        ("ja, ik heb 2 kinderen", [{}, {}]),
        ("1 kind van 3 maanden", [{"leeftijd": "0.25"}]),
        ("een dochter (14) en een zoon (11)", [{"leeftijd": "14"}, {"leeftijd": "11"}]),
        (
            "3 kinderen: 12, 9 en 4. De oudste zit op de ISK",
            [{"leeftijd": "12", "school": "isk"}, {"leeftijd": "9"}, {"leeftijd": "4"}],
        ),
        ("mijn dochter van 6 woont bij haar vader", [{"leeftijd": "6", "woont": "elders"}]),
        ("Ja een zoon, hij is 8 en zit in groep 4", [{"leeftijd": "8", "school": "basisschool?"}]),
        ("ik heb een kleinkind van 2", []),
        ("Nee, ik ben 19 jaar", []),
        ("4 en 7", [{"leeftijd": "4"}, {"leeftijd": "7"}]),
        ("ja 2: 4 en 7", [{"leeftijd": "4"}, {"leeftijd": "7"}]),
        ("ja, 3 jaar", [{"leeftijd": "3"}]),
        ("ik ben zwanger", []),
        ("allebei 5 jaar, een tweeling", []),
        ("Sara 5 jaar en Ali 3 jaar", [{"leeftijd": "5?"}, {"leeftijd": "3?"}]),
        ("twee kinderen uit mijn eerste huwelijk", [{}, {}]),
        ("vijf kinderen waarvan twee hier en drie in Eritrea", [{}, {}, {}, {}, {}]),
        ("mijn kinderen zijn 4,6 en 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("een meisje van anderhalf", [{"leeftijd": "1.5"}]),
        ("2 of 3 kinderen", []),
    ],
    "ar": [
        (
            "عندي ولدين، الكبير ٩ سنوات بالمدرسة والصغير سنتين بالبيت",
            [{"leeftijd": "9", "school": "basisschool?"}, {"leeftijd": "2", "school": "thuis?"}],
        ),
        ("عندي تلات ولاد اعمارهم 4 و 6 و 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("عندي ولدين وبنت", [{}, {}, {}]),
        ("توم عمرهم 3 سنين", [{"leeftijd": "3"}, {"leeftijd": "3"}]),
        ("عندي بنت وصبي، البنت عمرها 8 والصبي 3", [{"leeftijd": "8"}, {"leeftijd": "3"}]),
        ("ثلاث أطفال، اثنان منهم هنا", [{}, {}, {}]),
        ("اي عندي 5 ولاد، 2 صبيان و3 بنات", [{}, {}, {}, {}, {}]),
        ("عندي بنت وحدة عمرها سنة ونص", [{"leeftijd": "1.5"}]),
        ("عندي ولد واحد ٧ سنين عايش معي", [{"leeftijd": "7", "woont": "bij_mij"}]),
        (
            "عندي اربع ولاد كلهم معي بالبيت",
            [{"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}],
        ),
        ("ما عندي ولاد", []),
        ("لا ما عندي", []),
        ("نعم، طفلان: ٥ سنوات و٧ سنوات", [{"leeftijd": "5"}, {"leeftijd": "7"}]),
        ("بنتي عمرها ست سنين وابني عمره اربع سنين", [{"leeftijd": "6"}, {"leeftijd": "4"}]),
        ("عندي ولد ساكن عند امه عمره 12", [{"leeftijd": "12", "woont": "elders"}]),
        (
            "عندي تلت بنات 14 و 11 و 8 كلهم بالمدرسة",
            [
                {"leeftijd": "14"},
                {"leeftijd": "11", "school": "basisschool?"},
                {"leeftijd": "8", "school": "basisschool?"},
            ],
        ),
        ("عندي ولد عمرو 10 سنين", [{"leeftijd": "10"}]),
        ("andi 3 awlad, 4 w 6 w 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("عندي ٤ أطفال: ١٢، ٩، ٦، ٣", [{"leeftijd": "12"}, {"leeftijd": "9"}, {"leeftijd": "6"}, {"leeftijd": "3"}]),
        ("جهالي تلاثة، خمسة وسبعة وتسعة", [{"leeftijd": "5?"}, {"leeftijd": "7"}, {"leeftijd": "9"}]),
        ("عندي بتين وولد", [{}, {}, {}]),
        ("متزوج وعندي ولدين عمرهم ٣ و ٥", [{"leeftijd": "3"}, {"leeftijd": "5"}]),
        ("مات لي ولد وعندي ولدين", []),
        ("عمري 40 وعندي ولد عمره 10", [{"leeftijd": "10"}]),
        ("عندي اربعة بنتين وولدين", [{}, {}, {}, {}]),
    ],
    "ti": [
        ("ሰለስተ ቆልዑ ኣለዉኒ፡ 4ን 6ን 9ን", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("ክልተ ደቂ ኣለዉኒ፣ ወዲ 7 ዓመትን ጓል 18 ወርሒን", [{"leeftijd": "7"}, {"leeftijd": "1.5"}]),
        ("ሓደ ወዲ ኣሎኒ ወዲ 7 ዓመት እዩ", [{"leeftijd": "7"}]),
        ("ጓለይ 5 ዓመታ እያ፣ ወደይ 2 ዓመቱ እዩ", [{"leeftijd": "5"}, {"leeftijd": "2"}]),
        (
            "ክልተ ቆልዑ፣ እቲ ዓቢ 9 ዓመት ኣብ መባእታ፣ እቲ ንእሽቶ 2 ዓመት ኣብ ገዛ",
            [{"leeftijd": "9", "school": "basisschool"}, {"leeftijd": "2", "school": "thuis?"}],
        ),
        (
            "ኣርባዕተ ደቂ ኣለዉኒ ኩሎም ምሳይ ይነብሩ",
            [{"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}],
        ),
        ("ቆልዑ የብለይን", []),
        ("ሰለስተ", [{}, {}, {}]),
        ("እወ ክልተ", [{}, {}]),
        ("ማንታ ኣለዉኒ 3 ዓመቶም", [{"leeftijd": "3"}, {"leeftijd": "3"}]),
        ("ክልተ ኣዋልድን ሓደ ወድን ኣለዉኒ", [{}, {}, {}]),
        ("ሓንቲ ጓል ኣላትኒ ዕድሚኣ 6", [{"leeftijd": "6"}]),
        ("ወዲ 12፡ ጓል 8", [{"leeftijd": "12"}, {"leeftijd": "8"}]),
        ("፫ ቆልዑ፡ ፬ ፮ ፱", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("ወደይ ኣብ ኤርትራ ምስ ኣደይ ይነብር፣ ወዲ 10 ዓመት", [{"leeftijd": "10", "woont": "elders"}]),
        ("3 deqi alewuni 4 6 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("ዓሰርተን ሸሞንተን ሓሙሽተን ዝዕድመኦም ሰለስተ ቆልዑ ኣለዉኒ", []),
    ],
    "prs": [
        ("دو طفل دارم یک پسر ۷ ساله و یک دختر ۱۸ ماهه", [{"leeftijd": "7"}, {"leeftijd": "1.5"}]),
        ("سه اولاد دارم ۴، ۶ و ۹ ساله", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("سه طفل دارم: چهار ساله، شش ساله و نه ساله", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("بلی یک دختر پنج ساله دارم", [{"leeftijd": "5"}]),
        ("یک پسر دارم هفت ساله است مکتب ابتدایی میرود", [{"leeftijd": "7", "school": "basisschool"}]),
        ("دو پسر و سه دختر", [{}, {}, {}, {}, {}]),
        (
            "چهار اولاد دارم همه شان با من زندگی میکنند",
            [{"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}, {"woont": "bij_mij"}],
        ),
        ("نی اولاد ندارم", []),
        (
            "دو طفل، کلانش ۹ ساله صنف سوم و خوردش دو ساله خانه است",
            [{"leeftijd": "9", "school": "basisschool"}, {"leeftijd": "2", "school": "thuis?"}],
        ),
        ("دخترم ۱۴ ساله و پسرم ۱۰ ساله است", [{"leeftijd": "14"}, {"leeftijd": "10"}]),
        ("دوگانگی دارم سه ساله", [{"leeftijd": "3"}, {"leeftijd": "3"}]),
        ("۳ تا", [{}, {}, {}]),
        ("یک طفل یک و نیم ساله", [{"leeftijd": "1.5"}]),
        ("پسرم ۵ سال پیش به ایران رفت", [{}]),
        ("se tefl daram 4 6 9", [{"leeftijd": "4"}, {"leeftijd": "6"}, {"leeftijd": "9"}]),
        ("یکی ۴ ساله یکی ۷ ساله", [{"leeftijd": "4"}, {"leeftijd": "7"}]),
        ("پسر کاکایم ۱۰ ساله است", []),
        ("سه فرزند دارم ده دوازده و پانزده ساله", [{"leeftijd": "10"}, {"leeftijd": "12"}, {"leeftijd": "15"}]),
    ],
}

JOBS = {
    "nl": [
        (
            "I was a tailor for five years in Damascus and then 2 years taxi driver in Turkey",
            [
                {"beroep": "tailor/7531", "jaren": "5", "land": "SY?"},
                {"beroep": "taxi driver/8322", "jaren": "2", "land": "TR"},
            ],
        ),
        (
            "kleermaker, 5 jaar in Syrië, chauffeur, 2 jaar in Turkije",
            [
                {"beroep": "kleermaker/7531", "jaren": "5", "land": "SY"},
                {"beroep": "chauffeur/8322?", "jaren": "2", "land": "TR"},
            ],
        ),
        (
            "5 jaar kleermaker en 2 jaar chauffeur",
            [{"beroep": "kleermaker/7531", "jaren": "5"}, {"beroep": "chauffeur/8322?", "jaren": "2"}],
        ),
        ("mijn vader was boer", []),
        ("ja, ik was kok", [{"beroep": "kok/5120"}]),
        (
            "ik heb 10 jaar als lerares gewerkt in Irak en 2 jaar schoonmaakster in Nederland",
            [
                {"beroep": "lerares/2330?", "jaren": "10", "land": "IQ"},
                {"beroep": "schoonmaakster/9112", "jaren": "2", "land": "NL"},
            ],
        ),
        (
            "Eerst bakker, daarna taxichauffeur in Iran, en nu schoonmaker",
            [{"beroep": "bakker/7512"}, {"beroep": "taxichauffeur/8322", "land": "IR"}, {"beroep": "schoonmaker/9112"}],
        ),
        ("nee nooit", []),
        ("kok chauffeur", []),
        (
            "timmerman in Eritrea, 3 jaar, en in Soedan 2 jaar afwasser",
            [
                {"beroep": "timmerman/7115", "jaren": "3", "land": "ER"},
                {"beroep": "afwasser/9412", "jaren": "2", "land": "SD"},
            ],
        ),
        (
            "monteur (4 jaar) en lasser (2 jaar) in Afghanistan",
            [{"beroep": "monteur/7231?", "jaren": "4"}, {"beroep": "lasser/7212", "jaren": "2", "land": "AF"}],
        ),
        ("ik wil kok worden", []),
    ],
    "ar": [
        (
            "اشتغلت خياط خمس سنين بالشام وبعدين سواق تكسي سنتين بتركيا",
            [
                {"beroep": "خياط/7531", "jaren": "5", "land": "SY?"},
                {"beroep": "سواق تكسي/8322", "jaren": "2", "land": "TR"},
            ],
        ),
        ("كنت معلمة ٨ سنين بالعراق", [{"beroep": "معلمة/2330?", "jaren": "8", "land": "IQ"}]),
        ("حلاق بسوريا عشر سنين وبتركيا سنتين", [{"beroep": "حلاق/5141"}]),
        ("خياط وحداد ونجار", [{"beroep": "خياط/7531"}, {"beroep": "حداد/7221?"}, {"beroep": "نجار/7115"}]),
        (
            "خياط 5 سنين بسوريا، وعامل نظافة سنة بهولندا",
            [{"beroep": "خياط/7531", "jaren": "5", "land": "SY"}, {"beroep": "عامل نظافة/9112", "land": "NL"}],
        ),
        ("زوجي كان سواق", []),
        ("ما اشتغلت", []),
        (
            "اشتغلت بمطعم طباخ سنتين ونص ومن بعدها كهربجي ٣ سنين بلبنان",
            [{"beroep": "طباخ/5120", "jaren": "2.5"}, {"beroep": "كهربجي/7411", "jaren": "3", "land": "LB"}],
        ),
    ],
    "ti": [
        (
            "ኣብ ኤርትራ 5 ዓመት ሰፋይ ካብኡ ኣብ ሱዳን 2 ዓመት ሾፌር",
            [{"beroep": "ሰፋይ/7531", "jaren": "5", "land": "ER"}, {"beroep": "ሾፌር/8322?", "jaren": "2", "land": "SD"}],
        ),
        ("መምህር 5 ዓመት", [{"beroep": "መምህር/2330?", "jaren": "5"}]),
        ("ሓረስታይን ወትሃደርን ነይረ", [{"beroep": "ሓረስታይ/6111"}, {"beroep": "ወትሃደር/0310"}]),
        ("ኣቦይ ሓረስታይ እዩ", []),
        (
            "ሰፋይ 3 ዓመት ኣብ ኣስመራ፡ ድሕሪኡ ሾፌር 2 ዓመት ኣብ ሱዳን",
            [{"beroep": "ሰፋይ/7531", "jaren": "3", "land": "ER?"}, {"beroep": "ሾፌር/8322?", "jaren": "2", "land": "SD"}],
        ),
    ],
    "prs": [
        (
            "پنج سال خیاط بودم در کابل و باز دو سال راننده در ایران",
            [
                {"beroep": "خیاط بودم/7531", "jaren": "5", "land": "AF?"},
                {"beroep": "راننده/8322?", "jaren": "2", "land": "IR"},
            ],
        ),
        ("دهقان بودم ده سال در افغانستان", [{"beroep": "دهقان بودم/6111", "jaren": "10", "land": "AF"}]),
        (
            "معلم ۵ سال در کابل، خیاط ۲ سال در ایران",
            [
                {"beroep": "معلم/2330?", "jaren": "5", "land": "AF?"},
                {"beroep": "خیاط/7531", "jaren": "2", "land": "IR"},
            ],
        ),
        (
            "در ایران گلکار و در افغانستان دهقان بودم",
            [{"beroep": "گلکار/7112", "land": "IR"}, {"beroep": "دهقان بودم/6111", "land": "AF"}],
        ),
        ("پدرم دکاندار بود", []),
        ("نجار سه سال و آشپز دو سال", [{"beroep": "نجار/7115", "jaren": "3"}, {"beroep": "آشپز/5120", "jaren": "2"}]),
        ("کار نکردیم", []),
    ],
}

LANGUAGES = {
    "nl": [
        ("Tigrinya, Arabisch en een beetje Engels", [{"taal": "ti"}, {"taal": "ar"}, {"taal": "en"}]),
        ("Ik spreek goed Arabisch en een beetje Engels", [{"taal": "ar", "spreken": "3"}, {"taal": "en"}]),
        ("ik wil Nederlands leren", []),
        (
            "Ik spreek Arabisch goed, lezen en schrijven een beetje",
            [{"taal": "ar", "spreken": "3", "lezen": "1", "schrijven": "1"}],
        ),
        (
            "Tigrinya is mijn moedertaal, ik spreek en lees ook Amhaars en Engels",
            [{"taal": "ti"}, {"taal": "am"}, {"taal": "en"}],
        ),
        ("Arabisch Koerdisch Turks", [{"taal": "ar"}, {"taal": "ku"}, {"taal": "tr"}]),
        ("geen Engels, wel Frans", [{"taal": "fr"}]),
        ("mijn man spreekt Engels", []),
        ("Engels: spreken goed, schrijven slecht", [{"taal": "en", "spreken": "3"}]),
    ],
    "ar": [
        ("عربي وانكليزي وشوي هولندي", [{"taal": "ar"}, {"taal": "en"}, {"taal": "nl"}]),
        ("بحكي عربي وكردي وتركي شوي", [{"taal": "ar"}, {"taal": "ku"}, {"taal": "tr"}]),
        ("انكليزي بحكي منيح بس بقرا شوي", [{"taal": "en", "spreken": "3", "lezen": "1"}]),
        ("عم اتعلم هولندي", []),
        ("العربية والكردية", [{"taal": "ar"}, {"taal": "ku"}]),
    ],
    "ti": [
        ("ትግርኛን ዓረብኛን ቁሩብ እንግሊዝኛን", [{"taal": "ti"}, {"taal": "ar"}, {"taal": "en"}]),
        ("ትግርኛ ትግረ ዓረብኛ", [{"taal": "ti"}, {"taal": "tig"}, {"taal": "ar"}]),
        ("እንግሊዝኛ ቁሩብ ይዛረብ", [{"taal": "en", "spreken": "1"}]),
        ("ኣምሓርኛን ትግርኛን ጽቡቕ ይዛረብ", [{"taal": "am"}, {"taal": "ti", "spreken": "3"}]),
    ],
    "prs": [
        ("دری، پشتو و کمی انگلیسی", [{"taal": "prs"}, {"taal": "ps"}, {"taal": "en"}]),
        ("فارسی و پشتو گپ میزنم", [{"taal": "fa?"}, {"taal": "ps"}]),
        ("انگلیسی کم گپ میزنم", [{"taal": "en", "spreken": "1"}]),
        ("اوردو و هندی میفهمم", [{"taal": "ur"}, {"taal": "hi"}]),
        ("دری پشتو ازبکی", [{"taal": "prs"}, {"taal": "ps"}, {"taal": "uz"}]),
    ],
}

OF_A_CHILD = {
    "nl": [
        ("leeftijd", "5 jaar, hij zit op de basisschool", {"school": "basisschool"}),
        ("woont", "bij mij, gaat naar de basisschool", {"school": "basisschool"}),
        ("leeftijd", "4, gaat naar school", {"school": "basisschool?"}),
        ("leeftijd", "baby van 3 maanden, is thuis bij mij", {"woont": "bij_mij"}),
        ("school", "basisschool, hij is 7 jaar", {"leeftijd": "7"}),
        ("school", "groep 4", {}),
    ],
    "ar": [
        ("leeftijd", "٥ سنين وبالروضة", {"school": "opvang"}),
    ],
    "ti": [
        ("leeftijd", "5 ዓመቱ፣ ኣብ መባእታ ይመሃር", {"school": "basisschool"}),
    ],
    "prs": [
        ("leeftijd", "۷ ساله، پیش پدرش است", {"woont": "elders"}),
    ],
}

OF_A_JOB = {
    "nl": [
        ("beroep", "kleermaker, 5 jaar in Syrië", {"jaren": "5", "land": "SY"}),
        ("jaren", "5 jaar in Syrië", {"land": "SY"}),
        ("beroep", "kleermaker in Syrië", {"land": "SY"}),
        ("beroep", "ik was 5 jaar kok en 2 jaar chauffeur", {}),
        ("land", "in Syrië, tot 2015", {}),
    ],
    "ar": [
        ("land", "بسوريا خمس سنين", {"jaren": "5"}),
        ("beroep", "خياط ٥ سنين", {"jaren": "5"}),
    ],
    "ti": [
        ("beroep", "ሰፋይ፣ 5 ዓመት ኣብ ኤርትራ", {"jaren": "5", "land": "ER"}),
        ("jaren", "ኣብ ሱዳን ክልተ ዓመት", {"land": "SD"}),
    ],
    "prs": [
        ("beroep", "خیاط بودم پنج سال در ایران", {"jaren": "5", "land": "IR"}),
        ("jaren", "۵ سال در ایران", {"land": "IR"}),
    ],
}

OF_A_LANGUAGE = {
    "nl": [
        ("taal", "Engels, ik spreek het een beetje", {"spreken": "1"}),
        ("spreken", "spreken goed, schrijven slecht", {}),
    ],
}


def plain(entry: Mapping[str, Reading]) -> dict[str, str]:
    """An entry as the tables write it: occupations as words/unit group, a question mark for what is read back."""

    def written(value: Any) -> str:
        return f"{value['text']}/{value['isco']}" if isinstance(value, dict) else str(value)

    return {field: written(reading.value) + "?" * reading.confirm for field, reading in entry.items()}


def entries(words: str, group: GroupShape, language: str) -> list[dict[str, str]]:
    return [plain(entry) for entry in read_entries(words, group, language, today=TODAY)]


@pytest.mark.parametrize(("language", "words", "expected"), rows(CHILDREN))
def test_children_told_in_one_sentence(language: str, words: str, expected: Sequence[dict[str, str]]) -> None:
    assert entries(words, KINDEREN, language) == expected


@pytest.mark.parametrize(("language", "words", "expected"), rows(JOBS))
def test_jobs_told_in_one_sentence(language: str, words: str, expected: Sequence[dict[str, str]]) -> None:
    assert entries(words, BANEN, language) == expected


@pytest.mark.parametrize(("language", "words", "expected"), rows(LANGUAGES))
def test_languages_told_in_one_sentence(language: str, words: str, expected: Sequence[dict[str, str]]) -> None:
    assert entries(words, TALEN, language) == expected


@pytest.mark.parametrize(("language", "asked", "words", "expected"), rows(OF_A_CHILD))
def test_more_is_said_of_a_child_than_was_asked(
    language: str, asked: str, words: str, expected: dict[str, str]
) -> None:
    assert plain(read_fields(words, KINDEREN, language, asked=asked, today=TODAY)) == expected


@pytest.mark.parametrize(("language", "asked", "words", "expected"), rows(OF_A_JOB))
def test_more_is_said_of_a_job_than_was_asked(language: str, asked: str, words: str, expected: dict[str, str]) -> None:
    assert plain(read_fields(words, BANEN, language, asked=asked, today=TODAY)) == expected


@pytest.mark.parametrize(("language", "asked", "words", "expected"), rows(OF_A_LANGUAGE))
def test_more_is_said_of_a_language_than_was_asked(
    language: str, asked: str, words: str, expected: dict[str, str]
) -> None:
    assert plain(read_fields(words, TALEN, language, asked=asked, today=TODAY)) == expected


def test_a_group_of_another_kind_is_asked_as_usual() -> None:
    hobbies = GroupShape("lokaal.hobby", {"naam": Field("text")})
    assert read_entries("voetbal en koken", hobbies, "nl", today=TODAY) == ()
    assert read_fields("voetbal", hobbies, "nl", asked="naam", today=TODAY) == {}


def test_a_group_of_a_municipality_with_languages_is_read_like_ours() -> None:
    own = GroupShape("lokaal.leestalen", {"welke": Field("language")})
    assert entries("Arabisch en Frans", own, "nl") == [{"welke": "ar"}, {"welke": "fr"}]


def test_twenty_children_are_not_believed() -> None:
    assert entries("20 kinderen", KINDEREN, "nl") == []
