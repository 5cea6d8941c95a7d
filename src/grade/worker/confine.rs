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
pub(super) const CPU_S: u64 = 900;
/// The largest file in bytes.
const FILE_BYTES: u64 = 64 << 20;
/// Open files.
const OPEN_FILES: u64 = 64;

/// Boxes this process for the rest of its life, with its working folder as the only one that it may use. Called before
/// other threads start and before anything foreign is read.
#[must_use]
pub fn enter() -> Confinement {
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

/// Denies what no job needs. A list of what is denied, not of what is allowed: the engines are C, and which calls
/// their libraries make differs from system to system.
#[cfg(target_os = "linux")]
fn calls() -> Force {
    match deny_calls() {
        Ok(()) => Force::Full,
        Err(_) => Force::Absent,
    }
}

#[cfg(target_os = "linux")]
fn deny_calls() -> Result<(), Box<dyn std::error::Error>> {
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
        apply_filter,
    };

    let arch = std::env::consts::ARCH.try_into()?;
    let unless = |argument, mask: Option<u64>, value| {
        let op = mask.map_or(SeccompCmpOp::Ne, SeccompCmpOp::MaskedEq);
        SeccompCondition::new(argument, SeccompCmpArgLen::Dword, op, value)
            .and_then(|only| SeccompRule::new(vec![only]))
    };
    let mut rules: std::collections::BTreeMap<i64, Vec<SeccompRule>> =
        DENIED.iter().map(|call| (*call, Vec::new())).collect();
    let own = u64::from(std::process::id());
    // Signals and limits for this process only; an abort signals its own thread.
    rules.insert(libc::SYS_tgkill, vec![unless(0, None, own)?]);
    rules.insert(libc::SYS_prlimit64, vec![unless(0, None, 0)?]);
    // Threads, but no processes.
    let thread = u64::try_from(libc::CLONE_THREAD)?;
    rules.insert(libc::SYS_clone, vec![unless(0, Some(thread), 0)?]);
    let errno = |number: i32| SeccompAction::Errno(number.unsigned_abs());
    let denied = SeccompFilter::new(rules, SeccompAction::Allow, errno(libc::EPERM), arch)?;
    // The newer call keeps its flags in memory, where a filter cannot look: as if the kernel did not have it.
    let clone3 = [(libc::SYS_clone3, Vec::new())].into();
    let unknown = SeccompFilter::new(clone3, SeccompAction::Allow, errno(libc::ENOSYS), arch)?;
    for filter in [denied, unknown] {
        let program: BpfProgram = filter.try_into()?;
        apply_filter(&program)?;
    }
    Ok(())
}

/// System calls that are denied whatever their arguments.
#[cfg(target_os = "linux")]
const DENIED: &[i64] = &[
    // The network, and sockets of this machine.
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_recvmsg,
    // Other programs and processes.
    libc::SYS_execve,
    libc::SYS_execveat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_kcmp,
    // What the system is made of.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_fsopen,
    libc::SYS_fsmount,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_clock_settime,
    libc::SYS_settimeofday,
];

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
