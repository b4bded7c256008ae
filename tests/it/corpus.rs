//! The corpus is our own: no templates, nothing of the texts we are measured by, and labels two readers agree on.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use punktum::domain::Tag;
use punktum::engine::train::{Label, kappa};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
    lang: String,
    sector: String,
    text: String,
    value: u8,
    tags: Vec<Tag>,
    second: Option<Label>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn lines<T: for<'d> Deserialize<'d>>(file: &Path) -> Vec<T> {
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn corpus() -> Vec<Row> {
    ["de", "en"].iter().flat_map(|lang| lines(&root().join(format!("corpus/{lang}.jsonl")))).collect()
}

/// The runs of `n` words of a text.
fn grams(text: &str, n: usize) -> HashSet<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    words.windows(n).map(|run| run.join(" ")).collect()
}

#[test]
fn the_corpus_is_as_large_and_as_varied_as_its_sheet_says() {
    let rows = corpus();
    for lang in ["de", "en"] {
        let own: Vec<&Row> = rows.iter().filter(|row| row.lang == lang).collect();
        assert!(own.len() >= 1500, "{lang}: {} messages", own.len());
        assert!(own.iter().map(|row| row.sector.to_lowercase()).collect::<HashSet<_>>().len() >= 60);
        for tag in Tag::ALL.into_iter().filter(|tag| *tag != Tag::Repeat) {
            let count = own.iter().filter(|row| row.tags.contains(&tag)).count();
            assert!(count >= 100, "{lang}: {} occurs {count} times", tag.name());
        }
        for value in 0..=3 {
            assert!(own.iter().filter(|row| row.value == value).count() * 5 >= own.len());
        }
    }
    let ids: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len());
}

/// Where length tells the value, a model learns length.
#[test]
fn length_says_little_about_value() {
    let rows = corpus();
    // For each number of words how many messages of the values 0 and 1, and of 2 and 3, have it.
    let mut counts: BTreeMap<usize, [f64; 2]> = BTreeMap::new();
    for row in &rows {
        counts.entry(row.text.split_whitespace().count()).or_default()[usize::from(row.value >= 2)] += 1.0;
    }
    let (mut wins, mut lower, mut higher) = (0.0, 0.0, 0.0);
    for [low, high] in counts.values() {
        wins += high * (lower + low / 2.0);
        lower += low;
        higher += high;
    }
    let auc = wins / (lower * higher);
    assert!((0.4..0.68).contains(&auc), "the number of words alone tells value 2 and 3 with AUC {auc:.2}");
}

#[test]
fn no_two_texts_share_more_than_half_of_their_runs_of_four_words() {
    let rows = corpus();
    let runs: Vec<HashSet<String>> = rows.iter().map(|row| grams(&row.text, 4)).collect();
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, own) in runs.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for other in own.iter().filter_map(|run| holders.get(run.as_str())).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        for (j, count) in shared {
            let least = own.len().min(runs[j].len());
            assert!(2 * count <= least, "{} and {} are too alike", rows[i].id, rows[j].id);
        }
        own.iter().for_each(|run| holders.entry(run).or_default().push(i));
    }
}

#[test]
fn nothing_is_taken_from_the_texts_we_are_measured_by() {
    let shared = root().join("../shared/data");
    let Ok(folder) = fs::read_dir(&shared) else {
        println!("SKIPPED: ../shared/data is not there");
        return;
    };
    let rows = corpus();
    let runs: Vec<HashSet<String>> = rows.iter().map(|row| grams(&row.text, 6)).collect();
    let ours: HashSet<&str> = runs.iter().flatten().map(String::as_str).collect();
    let mut theirs: HashSet<String> = HashSet::new();
    for file in folder.map(|entry| entry.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "jsonl")) {
        for row in lines::<serde_json::Value>(&file) {
            let of_row = grams(row["text"].as_str().unwrap_or_default(), 6);
            theirs.extend(of_row.into_iter().filter(|run| ours.contains(run.as_str())));
        }
    }
    for (row, own) in rows.iter().zip(&runs) {
        let common: Vec<&String> = own.iter().filter(|run| theirs.contains(*run)).collect();
        // What people always say ("thank you so much for getting in touch") is nobody's: it holds no figure, and it is a
        // small part of any text that says more.
        let stock = common.iter().all(|run| !run.contains(|c: char| c.is_ascii_digit())) && common.len() <= 6;
        assert!(stock, "{} shares {common:?}", row.id);
    }
}

#[test]
fn a_second_blind_reader_agrees() {
    let rows = corpus();
    let twice: Vec<(&Row, &Label)> = rows.iter().filter_map(|row| Some((row, row.second.as_ref()?))).collect();
    assert!(twice.len() >= 600, "{} messages were read twice", twice.len());
    let (first, again): (Vec<u8>, Vec<u8>) = twice.iter().map(|(a, b)| (a.value, b.value)).unzip();
    let agreement = kappa(&first, &again);
    println!("{} messages read twice: kappa {agreement:.3}", twice.len());
    assert!(agreement >= 0.85);
    let (mut both, mut all) = (0, 0);
    for (a, b) in &twice {
        both += a.tags.iter().filter(|tag| b.tags.contains(tag)).count();
        all += a.tags.len() + b.tags.len();
    }
    let f1 = 2.0 * both as f64 / all as f64;
    println!("their tags agree with F1 {f1:.3}");
    assert!(f1 >= 0.75);
}
