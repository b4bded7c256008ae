//! Every folded byte has a place in the original, and tokens stand apart.
#![no_main]

use libfuzzer_sys::fuzz_target;
use punktum::engine::markup::Markup;
use punktum::engine::text::Text;

fuzz_target!(|input: (bool, &str)| {
    let (html, raw) = input;
    let text = Text::read(raw, if html { Markup::Html } else { Markup::Discord });
    for (start, end) in text.folded.starts.iter().zip(&text.folded.ends) {
        assert!(raw.get(*start as usize..*end as usize).is_some());
    }
    assert!(text.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
});
