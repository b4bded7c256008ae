//! A file is gone through to its end, or a place in it is named; where in the file the bytes stand makes no difference. The
//! first byte tells how many of them the reader's first buffer holds; where it is even they stand at the beginning only, which
//! is faster.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::ControlFlow;

use punktum::domain::{Lang, Roster, Sender, SenderKind};
use punktum::platform::export::{Fault, Wish, posts, survey};
use tempfile::NamedTempFile;

/// What the reader takes from a file at once.
const BUFFER: usize = 128 * 1024;

pub(crate) fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let plain = read(&[], rest);
    let marked = rest.starts_with(b"\xef\xbb\xbf");
    if first & 1 == 1 && !marked {
        let space = vec![b' '; BUFFER - usize::from(*first)];
        assert!(plain == read(&space, rest), "another place in the file");
    }
}

/// The ids and lengths of official messages, and where the reading ended early.
fn read(space: &[u8], rest: &[u8]) -> (Vec<(String, usize)>, Option<u64>) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(space).unwrap();
    file.write_all(rest).unwrap();
    let path = file.path();
    let found = survey(&[path.to_owned()], &Wish { accounts: vec!["kim".into()], ..Wish::default() }, &|_| {});
    let kim = Sender { kind: SenderKind::Account, id: "5".into(), owner: None, machine: false };
    let rosters: BTreeMap<_, _> =
        found.servers.keys().map(|server| (server.clone(), Roster::new(vec![kim.clone()]))).collect();
    let mut taken = Vec::new();
    let done = posts(path, &rosters, &|_| {}, &mut |_, post| {
        taken.push((post.message.id.0, post.message.words.0.len()));
        ControlFlow::Continue(())
    });
    let broken = done.err().map(|broken| {
        assert!(!broken.say(Lang::En).is_empty());
        let (Fault::Cut { offset, .. } | Fault::Other { offset, .. }) = broken.fault else { panic!("{broken:?}") };
        let at = offset.checked_sub(space.len() as u64).unwrap();
        assert!(at <= rest.len() as u64);
        at
    });
    // What is wrong in the first look is wrong in the second, which may stop even before.
    assert!(found.broken.is_empty() || broken.is_some());
    (taken, broken)
}
