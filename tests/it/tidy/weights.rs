//! The shipped weights are those of the committed corpus and trainer, byte for byte.

use std::process::Command;

use super::root;

#[test]
fn training_gives_the_shipped_weights() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("weights.bin");
    let mut train = Command::new(env!("CARGO_BIN_EXE_punktum"));
    train.current_dir(folder.path()).arg("train");
    train.args([root().join("corpus/de.jsonl"), root().join("corpus/en.jsonl")]).arg("--out").arg(&out);
    let done = train.output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let shipped = std::fs::read(root().join("src/engine/weights.bin")).unwrap();
    let same = std::fs::read(&out).unwrap() == shipped;
    assert!(
        same,
        "corpus, features or trainer changed: run `cargo run --release -- train corpus/*.jsonl` and measure again"
    );
}
