//! `punktum score` as its users see it: the report for people, one JSON object a line for programs.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use serde_json::Value;

/// The binary, away from any `.env` and any setting of this machine.
fn score(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder).env_clear().arg("score").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = score(folder, arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let done = child.wait_with_output().unwrap();
    // Whoever refuses its arguments does not read.
    let _ = writer.join().unwrap();
    assert!(!String::from_utf8_lossy(&done.stderr).contains("panicked"));
    done
}

fn stderr(done: &Output) -> String {
    String::from_utf8(done.stderr.clone()).unwrap()
}

/// Answers to lines of JSON, and the exit status.
fn jsonl(input: impl AsRef<[u8]>) -> (Vec<Value>, i32) {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &["--jsonl"], input.as_ref());
    let answers = std::str::from_utf8(&done.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap());
    (answers.collect(), done.status.code().unwrap())
}

/// The names of a JSON object in the order in which they are written, nested ones included.
fn names(json: &str) -> Vec<&str> {
    json.match_indices("\":").map(|(end, _)| &json[json[..end].rfind('"').unwrap() + 1..end]).collect()
}

#[test]
fn an_answer_has_these_fields_in_this_order() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &["--jsonl"], b"{\"id\":\"a\",\"text\":\"v2.3.1 is out\"}\n");
    let line = String::from_utf8(done.stdout).unwrap();
    let mut names = names(&line);
    assert_eq!(names.pop(), Some("trimmed"));
    let (head, findings) = names.split_at(9);
    assert_eq!(head, ["id", "lang", "score", "value", "verdict", "tags", "occasion", "base", "findings"]);
    assert!(!findings.is_empty());
    findings.chunks(5).for_each(|finding| assert_eq!(finding, ["heuristic", "tag", "start", "end", "points"]));
}

#[test]
fn answers_come_in_the_order_of_the_lines_and_add_up() {
    let texts =
        ["Guten Morgen! 🔥", "v2.3.1 ist da: https://a.example", "", "Big news soon", "Der Laden öffnet um 9 Uhr."];
    let lines: Vec<String> =
        (0..50).map(|n| serde_json::json!({"id": n, "text": texts[n % 5]}).to_string() + "\n").collect();
    let (answers, status) = jsonl(lines.concat());
    assert_eq!((answers.len(), status), (50, 0));
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], n);
        let findings = answer["findings"].as_array().unwrap();
        let starts: Vec<u64> = findings.iter().map(|f| f["start"].as_u64().unwrap()).collect();
        assert!(starts.is_sorted());
        let span = |f: &Value| f["start"].as_u64().unwrap() as usize..f["end"].as_u64().unwrap() as usize;
        assert!(findings.iter().all(|f| texts[n % 5].get(span(f)).is_some_and(|words| !words.is_empty())));
        assert!(findings.iter().all(|f| f["tag"].is_null() == (f["heuristic"] == "context")));
        let points: f64 = findings.iter().map(|f| f["points"].as_f64().unwrap()).sum();
        let sum = (answer["base"].as_f64().unwrap() + points).clamp(0.0, 100.0);
        assert!((sum - answer["score"].as_f64().unwrap()).abs() < 1e-6, "{answer}");
        let verdict = ["empty", "thin", "padded", "to_the_point"][answer["value"].as_u64().unwrap() as usize];
        assert_eq!(answer["verdict"], verdict);
    }
}

#[test]
fn a_given_language_is_obeyed_and_an_unknown_one_is_a_bad_line() {
    let (answers, status) = jsonl(
        "{\"id\":1,\"text\":\"The door is open today\",\"lang\":\"de\"}\n\
         {\"id\":2,\"text\":\"Die Tür ist heute offen\",\"lang\":\"en\"}\n\
         {\"id\":3,\"text\":\"The door is open today\"}\n\
         {\"id\":4,\"text\":\"Die Tür ist heute offen\",\"lang\":null}\n\
         {\"id\":5,\"text\":\"La porte\",\"lang\":\"fr\"}\n\
         {\"id\":6,\"text\":\"x\",\"lang\":\"en-GB\"}\n",
    );
    let langs: Vec<&Value> = answers[..4].iter().map(|a| &a["lang"]).collect();
    assert_eq!(langs, ["de", "en", "en", "de"]);
    for (answer, line) in answers[4..].iter().zip([5, 6]) {
        assert_eq!(answer["line"], line);
        assert!(answer["error"].as_str().unwrap().contains("lang"), "{answer}");
        assert_eq!(answer.as_object().unwrap().len(), 2);
    }
    assert_eq!(status, 1);
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let mut input = b"{\"id\":1,\"text\":\"eins\"}\n{\"id\":2,\"text\":\n\n{\"id\":3}\n{\"text\":\"x\"}\n[1]\n{\"id\":4,\"text\":\"".to_vec();
    input.extend(b"\xff\xfe\"}\n{\"id\":5,\"text\":7}\nnonsense\n{\"id\":6,\"text\":\"sechs\"}");
    let (answers, status) = jsonl(input);
    let places: Vec<(&Value, &Value)> = answers.iter().map(|a| (&a["id"], &a["line"])).collect();
    let places: Vec<(Option<u64>, Option<u64>)> =
        places.iter().map(|(id, line)| (id.as_u64(), line.as_u64())).collect();
    // The third line is blank; the last has no line break.
    let bad = |line| (None, Some(line));
    assert_eq!(places, [(Some(1), None), bad(2), bad(4), bad(5), bad(6), bad(7), bad(8), bad(9), (Some(6), None)]);
    assert!(answers[5]["error"].as_str().unwrap().contains("not UTF-8 from byte 16"), "{}", answers[5]);
    assert!(answers.iter().filter(|a| a["error"].is_string()).all(|a| !a["error"].as_str().unwrap().is_empty()));
    assert_eq!(status, 1);
}

#[test]
fn unknown_fields_are_ignored_and_ids_of_any_type_come_back() {
    for id in ["null", "true", "-1.5", "18446744073709551615", "\"ä\"", "[1,{\"a\":null}]", "{\"b\":[],\"a\":1}"] {
        let line = format!("{{\"channel\":{{\"x\":[1]}},\"id\":{id},\"value\":3,\"text\":\"Hallo\",\"reply\":true}}\n");
        let (answers, status) = jsonl(&line);
        assert_eq!((answers[0]["id"].clone(), status), (serde_json::from_str(id).unwrap(), 0), "{id}");
    }
}

#[test]
fn an_empty_text_is_worth_nothing() {
    for text in ["", " ", "\\n\\t", "\\u200b"] {
        let (answers, status) = jsonl(format!("{{\"id\":1,\"text\":\"{text}\"}}\n"));
        let answer = &answers[0];
        assert_eq!((answer["value"].as_u64(), answer["score"].as_f64(), status), (Some(0), Some(0.0), 0));
        assert_eq!(
            (&answer["verdict"], &answer["trimmed"], &answer["findings"]),
            (&"empty".into(), &Value::Null, &Value::Array(vec![]))
        );
    }
    assert_eq!(jsonl(""), (vec![], 0));
}

#[test]
fn a_megabyte_on_one_line_is_a_line() {
    let text = "Der Fix für v2.3.1 ist da. ".repeat((1 << 20) / 27);
    let (answers, status) =
        jsonl(serde_json::json!({"id": 1, "text": text}).to_string() + "\n{\"id\":2,\"text\":\"x\"}\n");
    assert_eq!((answers.len(), status), (2, 0));
    assert_eq!(answers[1]["id"], 2);
    let (answers, status) = jsonl("x".repeat(1 << 20) + "\n{\"id\":2,\"text\":\"x\"}\n");
    assert_eq!((&answers[0]["line"], &answers[1]["id"], status), (&1.into(), &2.into(), 1));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = score(folder.path(), &["--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut first = [0; 1];
    let line = "{\"id\":1,\"text\":\"Guten Morgen zusammen, der Fix ist da\"}\n".repeat(1000);
    let writer = std::thread::spawn(move || while stdin.write_all(line.as_bytes()).is_ok() {});
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(!stderr(&done).contains("panicked"), "{}", stderr(&done));
    assert!(done.status.code().is_some(), "ended by a signal");
}

#[test]
fn the_report_points_at_what_counts() {
    let folder = tempfile::tempdir().unwrap();
    let de = "Guten Morgen zusammen! ☕\n\nSeid gespannt, bald kommt was Großes.\nUploads bis 500 MB gehen seit 9:30 Uhr wieder.\n";
    let en = "We are so proud of our amazing team!\nv2.3.1 is out and fixes the login crash: https://a.example/x\n";
    std::fs::write(folder.path().join("de.md"), de).unwrap();
    std::fs::write(folder.path().join("en.md"), en).unwrap();
    let report = |file| {
        let done = run(folder.path(), &[file], b"");
        assert!(done.status.success() && done.stderr.is_empty());
        without_numbers(std::str::from_utf8(&done.stdout).unwrap())
    };
    assert_snapshot!("report_de", report("de.md"));
    assert_snapshot!("report_en", report("en.md"));
}

/// Points change with every training; what stands where does not.
fn without_numbers(report: &str) -> String {
    let points = |word: &str| {
        let number = word.trim_start_matches(['+', '-', '−']).trim_end_matches('.').replace(',', ".");
        word.contains(['.', ',']) && number.parse::<f64>().is_ok()
    };
    let line = |line: &str| match line.strip_prefix("  | ") {
        // The text itself stays as it is.
        Some(words) if !words.trim_start().starts_with(['^', '~']) => line.to_owned(),
        _ => line.split(' ').map(|word| if points(word) { "0.0" } else { word }).collect::<Vec<_>>().join(" "),
    };
    report.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn min_sets_the_exit_status() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good"), "v2.3.1 is out, fixes the login crash: https://a.example/x").unwrap();
    std::fs::write(folder.path().join("bad"), "Happy Monday everyone!").unwrap();
    let status = |arguments: &[&str]| run(folder.path(), arguments, b"").status.code();
    assert_eq!(status(&["good", "--min", "60"]), Some(0));
    assert_eq!(status(&["bad", "--min", "60"]), Some(1));
    assert_eq!(status(&["good", "bad", "--min", "60"]), Some(1));
    assert_eq!(status(&["bad"]), Some(0));
    assert_eq!(run(folder.path(), &["--min", "60"], b"Happy Monday everyone!").status.code(), Some(1));
    assert_eq!(run(folder.path(), &["--min", "60", "-"], b"Happy Monday everyone!").status.code(), Some(1));
    for wrong in [&["--min", "viel"][..], &["--jsonl", "good"], &["--jsonl", "--min", "3"], &["--lang", "fr"]] {
        let done = run(folder.path(), wrong, b"");
        assert_eq!((done.status.code(), done.stdout.is_empty()), (Some(2), true), "{wrong:?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("latin.txt"), b"Gr\xfc\xdfe").unwrap();
    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    for (file, reason) in
        [("gone.txt", "No such file"), ("latin.txt", "not UTF-8 from byte 2"), (".", "Is a directory")]
    {
        let done = run(folder.path(), &[file], b"");
        assert_eq!(done.status.code(), Some(1), "{file}");
        assert!(stderr(&done).contains(file) && stderr(&done).contains(reason), "{}", stderr(&done));
    }
    let done = run(folder.path(), &["empty.txt"], b"");
    assert!(done.status.success() && String::from_utf8_lossy(&done.stdout).starts_with("empty.txt: 0"));
    let done = run(folder.path(), &[], b"\xff");
    assert!(!done.status.success() && stderr(&done).contains("standard input is not UTF-8 from byte 0"));
}
