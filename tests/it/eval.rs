//! `punktum eval` as people and programs call it.

use std::process::{Command, Output};

use serde_json::Value as Json;

const ROWS: &str = r#"{"id":"a","lang":"en","text":"Uploads up to 500 MB work again since 14:10.","value":3,"tags":["fact","service"],"split":"dev"}
{"id":"b","lang":"en","text":"Good morning everyone, happy Monday! How was your weekend?","value":0,"tags":["smalltalk"],"split":"dev"}
{"id":"c","lang":"de","text":"Guten Morgen zusammen, schönen Montag! Wie war euer Wochenende?","value":0,"tags":["smalltalk"],"split":"devtest"}
{"id":"d","lang":"de","text":"Die Werkstatt öffnet ab heute um 7 Uhr.","value":3,"tags":["fact"],"split":"devtest"}
"#;

fn eval(rows: &str, options: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.jsonl");
    std::fs::write(&file, rows).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_punktum"));
    command.current_dir(folder.path()).env_clear().arg("eval").arg(&file).args(options).output().unwrap()
}

#[test]
fn readers_and_engine_are_compared_in_each_language_and_in_all() {
    let said = String::from_utf8(eval(ROWS, &[]).stdout).unwrap();
    let heads: Vec<&str> = said.lines().filter(|line| line.starts_with("rows")).collect();
    assert_eq!(heads, ["rows de", "rows en", "rows all"]);
    let all = &said[said.find("rows all").unwrap()..];
    for line in
        ["kappa, quadratic                       1.000 [1.000, 1.000]", "AUC of value 2 and 3                   1.000"]
    {
        assert!(all.contains(line), "{said}");
    }
    assert!(all.contains("    0      2     0     0     0\n    1      0     0     0     0"), "{said}");
    assert!(all.contains("language told right                    4 of 4"), "{said}");
}

#[test]
fn a_split_and_a_binary_task_are_measured_as_json_too() {
    let answer = |rows: &str, options: &[&str]| -> Json {
        let done = eval(rows, options);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    };
    let split = answer(ROWS, &["--split", "dev", "--json"]);
    assert_eq!((split[0]["lang"].clone(), split[0]["messages"].clone()), ("en".into(), 2.into()));
    assert_eq!(split[0]["worst"].as_array().unwrap().len(), 2);
    let task = ROWS.replace("\"value\":3", "\"y\":1").replace("\"value\":0", "\"y\":0");
    let binary = answer(&task, &["--json", "--detect"]);
    assert_eq!((binary[2]["messages"].clone(), binary[2]["auc"].clone()), (4.into(), 1.0.into()));
}

#[test]
fn a_line_that_is_no_labelled_message_is_named() {
    for (rows, said) in [
        ("{\"id\":\"a\"}\n", "line 1: not a labelled message"),
        (&ROWS.replace("\"value\":3", "\"value\":4")[..], "line 1: a value is 0 to 3, y is 0 or 1"),
        ("\n", "no labelled lines"),
    ] {
        let done = eval(rows, &[]);
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1));
        assert!(error.contains(said), "{error}");
    }
}
