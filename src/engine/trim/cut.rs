//! Takes pieces out of a text so that no markup, space or marker is left of them.

use std::ops::Range;

use crate::engine::markup::Markup;
use crate::engine::text::Text;

/// A text and which of its bytes are still there.
pub(super) struct Cut<'t> {
    text: &'t Text<'t>,
    /// For each byte whether it stays.
    stays: Vec<bool>,
    /// For each byte whether the folded text knows it; the others are markup or invisible.
    known: Vec<bool>,
    /// The last bytes that are gone without a gap: nobody walks over them twice.
    run: Range<usize>,
}

impl<'t> Cut<'t> {
    /// A text with everything in it.
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        let mut known = vec![true; text.raw.len()];
        let mut behind = 0;
        for (start, end) in text.folded.starts.iter().zip(&text.folded.ends) {
            if *start > behind {
                known[behind as usize..*start as usize].fill(false);
            }
            behind = behind.max(*end);
        }
        known[behind as usize..].fill(false);
        Self { text, stays: vec![true; text.raw.len()], known, run: 0..0 }
    }

    /// Takes out tokens and what is between them, but no markup that may belong to others.
    pub(super) fn sentence(&mut self, tokens: Range<usize>) {
        let span = self.text.span(tokens);
        let html = self.text.markup == Markup::Html;
        for at in span.clone() {
            let markup = !self.known[at] && (html || is_fence(self.text.raw.as_bytes()[at]));
            self.stays[at] &= markup;
        }
        self.close_up(span);
    }

    /// Takes out a picture with the space before it.
    pub(super) fn word(&mut self, span: Range<usize>) {
        self.part(span.clone());
        self.space_before(span.start);
    }

    /// Takes out just these bytes.
    pub(super) fn part(&mut self, span: Range<usize>) {
        self.stays[span.clone()].fill(false);
        self.ran(span);
    }

    /// What is left.
    pub(super) fn rest(mut self) -> String {
        if !self.stays.contains(&false) {
            return self.text.raw.trim().to_owned();
        }
        match self.text.markup {
            Markup::Discord => {
                self.empty_fences();
                self.empty_lines();
            }
            Markup::Html => self.empty_elements(),
        }
        self.collect().trim().to_owned()
    }

    /// Takes out the spaces behind a piece that is gone or, where there are none, those before it.
    fn close_up(&mut self, span: Range<usize>) {
        self.ran(span.clone());
        let behind = &self.text.raw[span.end..];
        let spaces = behind.len() - behind.trim_start_matches(is_space).len();
        self.part(span.end..span.end + spaces);
        if spaces == 0 {
            self.space_before(span.start);
        }
    }

    fn space_before(&mut self, start: usize) {
        let mut at = start;
        loop {
            if self.run.contains(&at.wrapping_sub(1)) {
                at = self.run.start;
            }
            let Some(c) = self.text.raw[..at].chars().next_back() else { break };
            let before = at - c.len_utf8();
            if !self.stays[before] || !is_space(c) {
                break;
            }
            self.stays[before..at].fill(false);
            at = before;
        }
        if self.run.contains(&start) || self.run.end == start {
            self.run.start = self.run.start.min(at);
        }
    }

    /// Remembers how far the bytes before `span.end` are gone without a gap.
    fn ran(&mut self, span: Range<usize>) {
        let kept = self.stays[span.clone()].iter().rposition(|stays| *stays);
        match kept {
            None if self.run.end == span.start => self.run.end = span.end,
            _ => self.run = kept.map_or(span.start, |n| span.start + n + 1)..span.end,
        }
    }

    /// For each offset how many bytes of tokens stay before it, and how many bytes are gone.
    fn counts(&self) -> Vec<(u32, u32)> {
        let mut sums = vec![(0, 0); self.text.raw.len() + 1];
        let mut tokens = self.text.tokens.iter().peekable();
        for at in 0..self.text.raw.len() {
            while tokens.next_if(|t| t.span.end <= at).is_some() {}
            let inside = tokens.peek().is_some_and(|t| t.span.start <= at);
            let (worded, gone) = sums[at];
            let stays = self.stays[at];
            sums[at + 1] = (worded + u32::from(inside && self.known[at] && stays), gone + u32::from(!stays));
        }
        sums
    }

    /// Whether something of a token stays in a range.
    fn worded(&self, range: &Range<usize>) -> bool {
        let first = self.text.tokens.partition_point(|t| t.span.end <= range.start);
        let inside = self.text.tokens[first..].iter().take_while(|t| t.span.start < range.end);
        let stays = |at: usize| self.known[at] && self.stays[at];
        inside.into_iter().any(|t| (t.span.start.max(range.start)..t.span.end.min(range.end)).any(stays))
    }

    /// Takes out pairs of emphasis and spoiler signs with nothing between them.
    fn empty_fences(&mut self) {
        let bytes = self.text.raw.as_bytes();
        let mut at = match (0..bytes.len()).find(|at| !self.known[*at] && is_fence(bytes[*at])) {
            Some(first) => first,
            None => return,
        };
        let counts = self.counts();
        let mut open: [[Option<usize>; 3]; 4] = Default::default();
        while at < bytes.len() {
            let sign = b"*_~|".iter().position(|b| *b == bytes[at]).filter(|_| !self.known[at]);
            let Some(sign) = sign else {
                at += 1;
                continue;
            };
            let long = (at..bytes.len()).take_while(|i| bytes[*i] == bytes[at] && !self.known[*i]).count();
            let slot = &mut open[sign][long.min(3) - 1];
            match slot.take() {
                None => *slot = Some(at),
                Some(from) if emptied(counts[from], counts[at]) => {
                    self.part(from..from + long);
                    self.part(at..at + long);
                    self.close_up(at..at + long);
                }
                Some(_) => {}
            }
            at += long;
        }
    }

    /// Takes out the lines in which no word is left, with their markers.
    fn empty_lines(&mut self) {
        let bytes = self.text.raw.as_bytes();
        let mut start = 0;
        for line in self.text.raw.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            if !self.stays[range.clone()].contains(&false) || self.worded(&range) {
                continue;
            }
            for at in range {
                // Signs whose partners stand on other lines stay.
                self.stays[at] &= !self.known[at] && is_fence(bytes[at]);
            }
        }
    }

    /// Takes out elements without attributes that hold nothing more, and line breaks at the start.
    fn empty_elements(&mut self) {
        let raw = self.text.raw;
        let counts = self.counts();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut at = 0;
        while let Some(start) = raw[at..].find('<').map(|n| at + n) {
            let Some(end) = raw[start..].find('>').map(|n| start + n + 1) else { return };
            at = end;
            let tag = &raw[start + 1..end - 1];
            match tag.strip_prefix('/') {
                None if tag.ends_with('/') || matches!(tag, "br" | "hr") => {}
                None => open.push((tag, start)),
                Some(name) if open.last().is_some_and(|(top, _)| *top == name) => {
                    let from = open.pop().map_or(start, |(_, from)| from);
                    let parts =
                        raw[..from].ends_with(char::is_alphanumeric) && raw[end..].starts_with(char::is_alphanumeric);
                    if emptied(counts[from], counts[end]) && !parts {
                        self.stays[from..end].fill(false);
                    }
                }
                // `</a>` closes `<a href="…">`: an element with attributes stays.
                Some(name) if open.last().is_some_and(|(top, _)| top.split(' ').next() == Some(name)) => {
                    open.pop();
                }
                Some(_) => {}
            }
        }
    }

    /// The bytes that stay; where lines went, at most one blank line in a row.
    fn collect(&self) -> String {
        let mut out = String::with_capacity(self.text.raw.len());
        let mut joint = false;
        let mut at = 0;
        for piece in self.stays.chunk_by(|a, b| a == b) {
            let here = at..at + piece.len();
            at = here.end;
            if !piece[0] {
                joint = true;
                continue;
            }
            let mut chars = self.text.raw[here].chars();
            while let Some(c) = chars.as_str().chars().next().filter(|_| joint) {
                chars.next();
                if c == '\n' {
                    let line = out.trim_end_matches(is_space).len();
                    out.truncate(line);
                    if out.ends_with("\n\n") || out.is_empty() {
                        continue;
                    }
                }
                joint = c.is_whitespace();
                out.push(c);
            }
            out.push_str(chars.as_str());
        }
        out
    }
}

/// Whether between two places something is gone and no word stays.
fn emptied(from: (u32, u32), to: (u32, u32)) -> bool {
    from.0 == to.0 && from.1 < to.1
}

/// Signs of emphasis and spoilers.
fn is_fence(byte: u8) -> bool {
    b"*_~|".contains(&byte)
}

fn is_space(c: char) -> bool {
    c != '\n' && c.is_whitespace()
}
