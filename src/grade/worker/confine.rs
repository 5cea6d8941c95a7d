//! The box that a worker puts itself into.

use std::fmt;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

/// What of the box is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// Limits on address space, processor time, file size, open files and core dumps.
    pub limits: Force,
    /// No new privileges by starting programs.
    pub no_new_privileges: Force,
    /// Files: nothing but its own temporary folder (Landlock).
    pub files: Force,
    /// System calls: no network, no programs, no other process (seccomp).
    pub calls: Force,
}

/// How far a part of the box is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Force {
    /// All of it.
    Full,
    /// As much as this kernel can do.
    Partly,
    /// This system does not have it.
    Absent,
}

impl fmt::Display for Force {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Full => "full",
            Self::Partly => "partly",
            Self::Absent => "absent",
        })
    }
}

/// Address space in bytes. Engines have tighter limits of their own; this one is for what gets past them.
const ADDRESS_SPACE: u64 = 2 << 30;
/// Processor time in seconds, of all jobs of one worker.
const CPU_S: u64 = 900;
/// The largest file in bytes.
const FILE_BYTES: u64 = 64 << 20;
/// Open files.
const OPEN_FILES: u64 = 64;

/// Boxes this process. Called before other threads start and before anything foreign is read.
pub(super) fn enter() -> Confinement {
    Confinement { limits: limit(), no_new_privileges: no_new_privileges(), files: files(), calls: calls() }
}

fn limit() -> Force {
    let wanted = [
        #[cfg(not(target_vendor = "apple"))]
        (Resource::As, ADDRESS_SPACE),
        (Resource::Cpu, CPU_S),
        (Resource::Fsize, FILE_BYTES),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Core, 0),
    ];
    let set = wanted
        .iter()
        .filter(|(resource, most)| setrlimit(*resource, Rlimit { current: Some(*most), maximum: Some(*most) }).is_ok())
        .count();
    match set {
        0 => Force::Absent,
        n if n == wanted.len() => Force::Full,
        _ => Force::Partly,
    }
}

#[cfg(target_os = "linux")]
fn no_new_privileges() -> Force {
    match rustix::thread::set_no_new_privs(true) {
        Ok(()) => Force::Full,
        Err(_) => Force::Absent,
    }
}

#[cfg(target_os = "linux")]
fn files() -> Force {
    landlock_rules().unwrap_or(Force::Absent)
}

#[cfg(target_os = "linux")]
fn landlock_rules() -> Result<Force, landlock::RulesetError> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus,
        Scope,
    };
    let abi = ABI::V6;
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))?
        .handle_access(AccessNet::from_all(abi))?
        .scope(Scope::from_all(abi))?
        .create()?;
    let inside = AccessFs::from_all(abi) & !AccessFs::Execute;
    // The working folder is the worker's own, new and empty.
    for (path, access) in [(".", inside), ("/dev/urandom", AccessFs::ReadFile.into())] {
        if let Ok(path) = PathFd::new(path) {
            rules = rules.add_rule(PathBeneath::new(path, access))?;
        }
    }
    Ok(match rules.restrict_self()?.ruleset {
        RulesetStatus::FullyEnforced => Force::Full,
        RulesetStatus::PartiallyEnforced => Force::Partly,
        RulesetStatus::NotEnforced => Force::Absent,
    })
}

#[cfg(target_os = "linux")]
fn calls() -> Force {
    Force::Absent
}

#[cfg(not(target_os = "linux"))]
fn no_new_privileges() -> Force {
    Force::Absent
}

#[cfg(not(target_os = "linux"))]
fn files() -> Force {
    Force::Absent
}

#[cfg(not(target_os = "linux"))]
fn calls() -> Force {
    Force::Absent
}
