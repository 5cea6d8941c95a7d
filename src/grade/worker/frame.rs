//! Frames on a pipe: four bytes of length, little-endian, and a postcard value.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::lab::system::Progress;
use crate::lab::{Done, Gone};

/// What a child says of a job: how far it is, any number of times, and then what came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Said {
    /// How far it is.
    Progress(Progress),
    /// What came of it.
    Done(Box<Result<Done, Gone>>),
}

/// The largest job, in bytes.
pub(super) const JOB_BYTES: usize = 64 << 20;

/// The largest answer, in bytes. Smaller, since it is foreign: a byte of it can become 32 once it is taken apart.
pub(super) const DONE_BYTES: usize = 16 << 20;

const HEAD: usize = 4;

/// A value as a frame.
pub(super) fn encode<T: Serialize>(value: &T, most: usize) -> io::Result<Vec<u8>> {
    let mut frame = postcard::to_extend(value, vec![0; HEAD]).map_err(io::Error::other)?;
    let length = frame.len() - HEAD;
    if length > most {
        return Err(io::Error::other(format!("{length} bytes are more than a frame holds")));
    }
    let length = u32::try_from(length).expect("a frame's size fits into 32 bits");
    frame[..HEAD].copy_from_slice(&length.to_le_bytes());
    Ok(frame)
}

/// Reads a job's frame, waiting for it; none where the other side has closed the pipe between two frames.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut head = [0; HEAD];
    match from.read_exact(&mut head) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = length(head, JOB_BYTES)?;
    let mut body = Vec::new();
    from.take(length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    decode(&body).map(Some)
}

/// Writes an answer as a frame.
pub(super) fn write<T: Serialize>(to: &mut impl Write, value: &T) -> io::Result<()> {
    to.write_all(&encode(value, DONE_BYTES)?)?;
    to.flush()
}

/// Bytes of answers that have come so far, cut into frames as they become whole.
#[derive(Debug, Default)]
pub(super) struct Inbox(Vec<u8>);

impl Inbox {
    /// Adds what has come.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The next frame's value, once it is whole.
    ///
    /// # Errors
    /// It is too long, does not parse, or does not end where the frame does.
    pub(super) fn pop<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        let Some(head) = self.0.first_chunk::<HEAD>() else { return Ok(None) };
        let end = HEAD + length(*head, DONE_BYTES)?;
        let Some(body) = self.0.get(HEAD..end) else { return Ok(None) };
        let value = decode(body)?;
        self.0.drain(..end);
        Ok(Some(value))
    }

    /// Whether bytes are left that no frame has taken.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn length(head: [u8; HEAD], most: usize) -> io::Result<usize> {
    let length = u32::from_le_bytes(head) as usize;
    if length > most { Err(io::Error::other("a frame is too long")) } else { Ok(length) }
}

fn decode<T: DeserializeOwned>(body: &[u8]) -> io::Result<T> {
    let (value, rest) = postcard::take_from_bytes(body).map_err(io::Error::other)?;
    if rest.is_empty() { Ok(value) } else { Err(io::Error::other("a frame holds more than its value")) }
}

#[cfg(test)]
mod tests {
    use super::{Inbox, encode, read};

    #[test]
    fn what_is_too_large_is_not_sent() {
        assert!(encode(&"a".repeat(400), 400).is_err());
    }

    #[test]
    fn frames_come_whole_however_they_are_cut() {
        let mut bytes = encode(&vec!["a".repeat(300), "b".to_owned()], 400).unwrap();
        bytes.extend(encode(&vec!["c".to_owned()], 400).unwrap());
        for cut in 1..bytes.len() {
            let mut inbox = Inbox::default();
            let mut seen: Vec<Vec<String>> = Vec::new();
            for part in bytes.chunks(cut) {
                inbox.push(part);
                while let Some(value) = inbox.pop().unwrap() {
                    seen.push(value);
                }
            }
            assert_eq!(seen.len(), 2, "cut at {cut}");
            assert!(inbox.is_empty());
        }
    }

    #[test]
    fn hostile_frames_are_refused() {
        for (what, bytes) in [
            ("longer than allowed", vec![0xff, 0xff, 0xff, 0xff, 0]),
            ("no text", vec![2, 0, 0, 0, 1, 0xff]),
            ("more than its value", vec![3, 0, 0, 0, 1, b'a', b'b']),
            ("a length of its own beyond its end", vec![2, 0, 0, 0, 200, b'a']),
        ] {
            let mut inbox = Inbox::default();
            inbox.push(&bytes);
            assert!(inbox.pop::<String>().is_err(), "{what}");
            assert!(read::<String>(&mut bytes.as_slice()).is_err(), "{what}");
        }
    }

    #[test]
    fn a_closed_pipe_is_no_error_between_frames_only() {
        assert!(matches!(read::<String>(&mut [].as_slice()), Ok(None)));
        assert!(read::<String>(&mut [5, 0, 0, 0, 1].as_slice()).is_err());
    }
}
