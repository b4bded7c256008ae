//! Every folded byte has a place in the original, and tokens stand apart. The first byte says which markup it is.

use punktum::engine::markup::Markup;
use punktum::engine::text::Text;

pub(crate) fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(raw) = std::str::from_utf8(rest) else { return };
    let text = Text::read(raw, if first & 1 == 1 { Markup::Html } else { Markup::Discord });
    for (start, end) in text.folded.starts.iter().zip(&text.folded.ends) {
        assert!(raw.get(*start as usize..*end as usize).is_some());
    }
    assert!(text.tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}
