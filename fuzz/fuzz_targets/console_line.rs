//! A typed line is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use punktum::platform::console::line;

fuzz_target!(|raw: &str| {
    let _ = line::read(raw);
});
