#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::text::{clean, count, fit, width};
use super::*;

const BOTH: [Theme; 2] = [Theme::Dark, Theme::Light];

fn german(weeks: usize) -> Chart {
    let counts = [34, 28, 31, 22, 40, 36, 18, 25, 30, 27, 33, 34];
    let shares = [0.41, 0.5, 0.45, 0.36, 0.35, 0.44, 0.56, 0.6, 0.53, 0.63, 0.61, 0.68];
    let mut ewma = 52.0;
    let weeks = (0..weeks)
        .map(|i| {
            let (counted, share) = (counts[i % 12], shares[i % 12]);
            let best = (f64::from(counted) * share).round() as u32;
            let (empty, thin) = ((counted - best) / 4, (counted - best) / 3);
            ewma += 0.3 * (30.0 + 60.0 * share - ewma);
            Week {
                label: format!("KW {}", 48 - weeks + i),
                counted,
                n: [empty, thin, counted - best - empty - thin, best],
                ewma: Some(ewma),
            }
        })
        .collect();
    let heuristics = [
        ("Vorrede vor dem Punkt", 41),
        ("Ankündigungen ohne Termin", 23),
        ("Reaktionsköder", 17),
        ("Eigenlob", 9),
        ("Gewinnspiel ohne Auskunft", 4),
    ];
    Chart {
        title: "Wochenbericht Nordlicht · KW 47".into(),
        subtitle: "16. bis 22.11.2026 · 23 von 34 Beiträgen kamen auf den Punkt".into(),
        labels: Labels {
            trend: "Anteil auf den Punkt und Wertung, 0 bis 100".into(),
            share: "auf den Punkt".into(),
            ewma: "Wertung".into(),
            mix: "Gezählte Beiträge je Woche".into(),
            values: ["leer", "dünn", "mit Beiwerk", "auf den Punkt"].map(Into::into),
            heuristics: "Am meisten im Weg".into(),
            percent: "\u{a0}%".into(),
            nothing: "Keine gezählten Beiträge".into(),
        },
        weeks,
        heuristics: heuristics.map(|(name, n)| (name.to_owned(), n)).into(),
    }
}

fn english(weeks: usize) -> Chart {
    let mut chart = german(weeks);
    chart.title = "Weekly digest Northern Light 🎉 · week 47".into();
    chart.subtitle = "16 to 22 November 2026 · 23 of 34 posts came to the point".into();
    chart.labels = Labels {
        trend: "Share to the point and score, 0 to 100".into(),
        share: "to the point".into(),
        ewma: "score".into(),
        mix: "Counted posts per week".into(),
        values: ["empty", "thin", "padded", "to the point"].map(Into::into),
        heuristics: "Most in the way".into(),
        percent: "%".into(),
        nothing: "No counted posts".into(),
    };
    let names = ["Long opening", "Announcement without a date", "Reaction bait", "Self-praise", "Gift"];
    chart.heuristics.iter_mut().zip(names).for_each(|((old, _), new)| *old = new.into());
    chart.weeks.iter_mut().for_each(|week| week.label = week.label.replace("KW", "W"));
    chart
}

fn with_gaps() -> Chart {
    let mut chart = german(12);
    for i in [2, 5, 6, 8, 10, 11] {
        chart.weeks[i] = Week { label: chart.weeks[i].label.clone(), ewma: chart.weeks[i].ewma, ..Week::default() };
    }
    chart
}

/// Texts and numbers nobody should send.
fn hostile() -> Chart {
    let mut chart = german(12);
    chart.title = "<script>alert(1)</script> & \u{0} \u{202e}Z\u{300}\u{301}\u{302}\u{303}algo 株式会社 ☕ ".repeat(4);
    chart.subtitle = "Ein sehr langer Untertitel ".repeat(9);
    chart.labels.share = "ganz und gar auf den Punkt gebracht".into();
    chart.heuristics[0].0 = "Ankündigungen von Gewinnspielen ohne Termin".into();
    chart.heuristics[1].1 = u32::MAX;
    chart.weeks.iter_mut().for_each(|week| week.label = format!("Kalenderwoche {}", week.label));
    chart.weeks[3].n = [u32::MAX; 4];
    chart.weeks[3].counted = u32::MAX;
    chart
}

fn pixels(chart: &Chart, theme: Theme) -> Pixmap {
    Pixmap::decode_png(&png(chart, theme)).unwrap()
}

fn rgb_at(picture: &Pixmap, at: Point) -> Rgb {
    let place = |v: f64| (v * f64::from(SCALE)) as u32;
    let pixel = picture.pixel(place(at.x), place(at.y)).unwrap();
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[test]
fn the_picture_shows_every_mark_where_the_layout_says() {
    for (chart, theme) in [german(12), english(12), german(27)].iter().zip(BOTH.iter().cycle()) {
        let (marks, picture, palette) = (layout(chart), pixels(chart, *theme), theme.palette());
        assert_eq!((picture.width(), picture.height()), (2400, 1350));
        for point in marks.share.iter().flatten() {
            assert_eq!(rgb_at(&picture, *point), palette.rgb(Ink::Value(3)));
        }
        for (value, segment) in marks.columns.iter().flat_map(|column| column.iter().enumerate()) {
            if segment.h > 1.0 {
                assert_eq!(rgb_at(&picture, segment.center()), palette.rgb(Ink::Value(value)));
            }
        }
        for bar in &marks.bars {
            assert_eq!(rgb_at(&picture, bar.center()), palette.rgb(Ink::Bar));
        }
        for (swatch, value) in &marks.swatches {
            assert_eq!(rgb_at(&picture, swatch.center()), palette.rgb(Ink::Value(*value)));
        }
        assert_eq!(rgb_at(&picture, Point { x: 600.0, y: 10.0 }), palette.ground);
    }
}

#[test]
fn the_line_of_scores_goes_on_where_shares_have_a_gap() {
    let chart = with_gaps();
    let (marks, picture) = (layout(&chart), pixels(&chart, Theme::Dark));
    for i in [2, 5, 6, 11] {
        assert_eq!(marks.share[i], None);
        // The end of a line is half a cap; a unit inside it is certainly painted.
        let at = marks.ewma[i].map(|p| Point { x: p.x - 1.0, ..p }).unwrap();
        assert_eq!(rgb_at(&picture, at), Theme::Dark.palette().rgb(Ink::Ewma));
    }
    let leader = marks.leaders[0];
    assert_eq!((marks.leaders.len(), leader.ink), (1, Ink::Value(3)));
    assert_eq!(leader.from.y, marks.share[9].unwrap().y);
}

#[test]
fn marks_lie_on_their_axis() {
    let mut chart = german(3);
    chart.weeks[0].n = [0, 0, 0, chart.weeks[0].counted];
    chart.weeks[1].n = [chart.weeks[1].counted, 0, 0, 0];
    chart.weeks[2] = Week { counted: 4, n: [1, 1, 0, 2], ewma: Some(25.0), label: String::new() };
    let marks = layout(&chart);
    let y: Vec<f64> = marks.rules.iter().take(3).map(|rule| rule.from.y).collect();
    let shares: Vec<f64> = marks.share.iter().flatten().map(|point| point.y).collect();
    assert_eq!(shares, [y[2], y[0], y[1]]);
    assert_eq!(marks.ewma[2].unwrap().y, (y[0] + y[1]) / 2.0);
    let heights = |column: &[Rect; 4]| column.map(|segment| segment.h > 0.0);
    assert_eq!(heights(&marks.columns[2]), [true, true, false, true]);
    assert_eq!(marks.bars.len(), 5);
    assert!(marks.bars.windows(2).all(|pair| pair[0].w > pair[1].w));
}

#[test]
fn the_last_share_is_written_beside_its_line() {
    let texts = |chart: &Chart| layout(chart).texts.into_iter().map(|text| text.content).collect::<Vec<_>>();
    assert!(texts(&german(12)).contains(&"68\u{a0}%".to_owned()));
    assert!(texts(&english(12)).contains(&"68%".to_owned()));
}

#[test]
fn same_input_same_bytes_and_any_value_shows() {
    let base = png(&german(12), Theme::Dark);
    assert_eq!(base, png(&german(12), Theme::Dark));
    assert_ne!(base, png(&german(12), Theme::Light));
    let mut chart = german(12);
    chart.weeks[4].n = [6, 9, 10, 15];
    assert_ne!(base, png(&chart, Theme::Dark));

    let changes: [fn(&mut Chart); 5] = [
        |chart| chart.weeks[4].counted += 1,
        |chart| chart.weeks[4].ewma = Some(60.0),
        |chart| chart.heuristics[2].1 += 1,
        |chart| chart.title.push('!'),
        |chart| chart.labels.mix.push('!'),
    ];
    for change in changes {
        let mut chart = german(12);
        change(&mut chart);
        assert_ne!(svg(&german(12), Theme::Dark), svg(&chart, Theme::Dark));
    }
}

#[test]
fn hostile_texts_stay_text() {
    let svg = svg(&hostile(), Theme::Dark);
    assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "));
    assert!(!svg.contains("<script"));
    assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
    assert!(!png(&hostile(), Theme::Dark).is_empty());
}

#[test]
fn little_or_no_data_is_still_a_picture() {
    let silent = Chart { weeks: vec![Week::default(); 12], ..german(12) };
    let charts = [Chart::default(), Chart { weeks: vec![], ..german(1) }, silent];
    for chart in &charts {
        assert!(BOTH.iter().all(|theme| !png(chart, *theme).is_empty()));
        let said = layout(chart).texts.iter().any(|text| text.content == chart.labels.nothing);
        assert!(said || chart.labels.nothing.is_empty());
    }
}

#[test]
fn texts_are_cleaned_to_what_the_font_shows() {
    let cases = [
        ("Nordlicht ☕️ Kaffee 👩‍🚀", "Nordlicht Kaffee"),
        ("  Größe\n\tüber  alles ", "Größe über alles"),
        ("Cafe\u{301} Zürich", "Cafe\u{301} Zürich"),
        ("株式会社 Nordlicht", "… Nordlicht"),
        ("a\u{0}b\u{202e}c\u{fffe}d", "abcd"),
        ("68\u{a0}%", "68\u{a0}%"),
        ("Ελλάδα, Україна, Łódź, Tiếng Việt, € ✓ → „“", "Ελλάδα, Україна, Łódź, Tiếng Việt, € ✓ → „“"),
        ("👀", ""),
    ];
    for (raw, shown) in cases {
        assert_eq!(clean(raw), shown);
    }
    assert!(clean(&"x\u{301}".repeat(99_999)).chars().count() <= 300);
}

#[test]
fn texts_are_cut_with_a_sign() {
    let name = "Ankündigungen ohne Termin";
    assert_eq!(fit(name, 22.0, false, 400.0), name);
    assert_eq!(fit(name, 22.0, false, 190.0), "Ankündigungen…");
    assert_eq!(fit(name, 22.0, false, 3.0), "");
    assert!(width(name, 22.0, true) > width(name, 22.0, false));
}

#[test]
fn counts_stay_short() {
    let counts = [0, 9_999, 10_000, 12_499, 999_499, 999_500, 34_000_000, 999_499_999, 999_500_000, u64::MAX];
    let short = counts.map(count);
    assert_eq!(short[..9], ["0", "9999", "10k", "12k", "999k", "1M", "34M", "999M", "1G"]);
}

/// Relative luminance contrast of WCAG 2.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let linear = |v: u8| match f64::from(v) / 255.0 {
        v if v <= 0.040_45 => v / 12.92,
        v => ((v + 0.055) / 1.055).powf(2.4),
    };
    let light = |c: Rgb| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]) + 0.05;
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

#[test]
fn colours_are_legible_and_ordered_without_hue() {
    for palette in BOTH.map(Theme::palette) {
        let on_ground = |ink| contrast(palette.rgb(ink), palette.ground);
        for ink in [Ink::Text, Ink::Muted, Ink::Ewma, Ink::Value(3)] {
            assert!(on_ground(ink) >= 4.5, "{ink:?}");
        }
        let values: Vec<f64> = (0..4).map(|value| on_ground(Ink::Value(value))).collect();
        assert!(values[0] >= 3.0 && on_ground(Ink::Bar) >= 3.0);
        assert!(values.windows(2).all(|pair| pair[1] / pair[0] >= 1.4), "{values:?}");
    }
}

#[test]
fn the_svg_of_a_usual_week() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("chart", svg(&german(12), Theme::Dark)));
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let number = || prop_oneof![0u32..60, Just(0), any::<u32>()];
    let week = ("KW [1-5]{1,2}|.{0,30}", number(), [number(), number(), number(), number()], any::<Option<f64>>())
        .prop_map(|(label, counted, n, ewma)| Week { label, counted, n, ewma });
    let name = || "[A-Za-zäöü ]{0,60}|.{0,40}";
    let heuristics = prop::collection::vec((name(), number()), 0..8);
    let texts = prop::collection::vec(name(), 12);
    (texts, prop::collection::vec(week, 0..40), heuristics).prop_map(|(mut texts, weeks, heuristics)| {
        let mut next = || texts.pop().unwrap_or_default();
        let labels = Labels {
            trend: next(),
            share: next(),
            ewma: next(),
            mix: next(),
            values: [next(), next(), next(), next()],
            heuristics: next(),
            percent: "\u{a0}%".into(),
            nothing: next(),
        };
        Chart { title: next(), subtitle: next(), labels, weeks, heuristics }
    })
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x + 0.5 < b.x + b.w && b.x + 0.5 < a.x + a.w && a.y + 0.5 < b.y + b.h && b.y + 0.5 < a.y + a.h
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_cut_off_nor_overlaps_nor_is_too_small(chart in any_chart()) {
        let texts = layout(&chart).texts;
        let boxes: Vec<Rect> = texts.iter().map(Text::bounds).collect();
        for (i, (text, own)) in texts.iter().zip(&boxes).enumerate() {
            prop_assert!(text.size >= MIN_SIZE);
            let inside = own.x >= 30.0 && own.x + own.w <= WIDTH - 30.0 && own.y >= 30.0 && own.y + own.h <= HEIGHT - 30.0;
            prop_assert!(inside, "{text:?} {own:?}");
            for (other, theirs) in texts.iter().zip(&boxes).take(i) {
                prop_assert!(!overlap(own, theirs), "{text:?} {other:?}");
            }
        }
    }

    #[test]
    fn any_chart_is_well_formed(chart in any_chart()) {
        let svg = svg(&chart, Theme::Light);
        let document = usvg::roxmltree::Document::parse(&svg);
        prop_assert!(document.is_ok());
        for attribute in document.iter().flat_map(|d| d.descendants()).flat_map(|node| node.attributes()) {
            prop_assert!(!attribute.value().contains("NaN") && !attribute.value().contains("inf"), "{attribute:?}");
        }
    }
}

#[test]
#[ignore = "writes examples to look at into a temporary folder"]
fn examples() {
    let folder = std::env::temp_dir().join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    let mut bare = german(12);
    bare.heuristics.clear();
    let mut few = english(3);
    few.heuristics.truncate(2);
    let silent = Chart { weeks: vec![Week::default(); 12], ..german(12) };
    let none = Chart { weeks: vec![], ..german(12) };
    let charts = [
        ("de12", german(12)),
        ("en12", english(12)),
        ("one", german(1)),
        ("three", few),
        ("half_year", german(27)),
        ("gaps", with_gaps()),
        ("hostile", hostile()),
        ("bare", bare),
        ("silent", silent),
        ("none", none),
    ];
    for (name, chart) in charts {
        for theme in [Theme::Dark, Theme::Light] {
            std::fs::write(folder.join(format!("{name}_{theme:?}.png")), png(&chart, theme)).unwrap();
        }
    }
}
