//! What the fuzz targets do, over the seeds and everything they found.

use std::fs;

use crate::tidy::root;

#[path = "../../fuzz/bodies/command.rs"]
mod command;
#[path = "../../fuzz/bodies/console_line.rs"]
mod console_line;
#[path = "../../fuzz/bodies/export.rs"]
mod export;
#[path = "../../fuzz/bodies/markup.rs"]
mod markup;
#[path = "../../fuzz/bodies/score.rs"]
mod score;
#[path = "../../fuzz/bodies/settings.rs"]
mod settings;

/// What a target does with some bytes.
type Body = fn(&[u8]);

/// Each target by its name.
const TARGETS: [(&str, Body); 6] = [
    ("command", command::run),
    ("console_line", console_line::run),
    ("export", export::run),
    ("markup", markup::run),
    ("score", score::run),
    ("settings", settings::run),
];

#[test]
fn every_target_takes_its_corpus_and_pieces_of_it() {
    let folder = root().join("fuzz");
    let targets = fs::read_dir(folder.join("fuzz_targets")).unwrap().count();
    assert_eq!(targets, TARGETS.len(), "every target is run here");
    for (name, run) in TARGETS {
        let mut seeds: Vec<_> =
            fs::read_dir(folder.join("corpus").join(name)).unwrap().map(|e| e.unwrap().path()).collect();
        seeds.sort();
        assert!(seeds.len() >= 5, "{name} has {} seeds", seeds.len());
        for seed in seeds {
            let bytes = fs::read(&seed).unwrap();
            run(&bytes);
            // Cut at every place, and with every byte turned: short, but not always the same as the seed.
            for at in 0..bytes.len().min(120) {
                run(&bytes[..at]);
                let mut turned = bytes.clone();
                turned[at] ^= 0x20;
                run(&turned);
            }
        }
    }
}
