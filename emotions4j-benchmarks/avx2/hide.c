// Hides AVX-512, AVX-VNNI, AVX10 and AMX from a process and its children, by LD_PRELOAD.
//
// Linux lets a process have its CPUID instructions fault (arch_prctl(2), ARCH_SET_CPUID). They are answered here, without
// the bits of what is to be hidden. Everything in the process, native libraries and Java's compiler among it, then
// takes the code for AVX2. The bits are those of Intel's manual, volume 2A, CPUID.

#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define BIT(n) (1u << (n))

static const int ARCH_SET_CPUID = 0x1012;

static int (*systems_sigaction)(int, const struct sigaction *, struct sigaction *);
static struct sigaction programs_action;

static long set_faulting(int faults) { return syscall(SYS_arch_prctl, ARCH_SET_CPUID, !faults); }

static void hide(uint32_t leaf, uint32_t subleaf, uint32_t *eax, uint32_t *ebx, uint32_t *ecx, uint32_t *edx) {
  if (leaf == 7 && subleaf == 0) {
    // F, DQ, IFMA, PF, ER, CD, BW, VL
    *ebx &= ~(BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31));
    // VBMI, VBMI2, GFNI, VAES, VPCLMULQDQ, VNNI, BITALG, VPOPCNTDQ
    *ecx &= ~(BIT(1) | BIT(6) | BIT(8) | BIT(9) | BIT(10) | BIT(11) | BIT(12) | BIT(14));
    // 4VNNIW, 4FMAPS, VP2INTERSECT, AMX-BF16, FP16, AMX-TILE, AMX-INT8
    *edx &= ~(BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25));
  } else if (leaf == 7 && subleaf == 1) {
    // AVX-VNNI, AVX512-BF16, AMX-FP16, AVX-IFMA; then AVX-VNNI-INT8, AMX-COMPLEX, AVX10 and their like
    *eax &= ~(BIT(4) | BIT(5) | BIT(21) | BIT(23));
    *edx = 0;
  } else if (leaf == 0xd && subleaf == 0) {
    // State of AVX-512's and AMX's registers
    *eax &= ~(BIT(5) | BIT(6) | BIT(7) | BIT(17) | BIT(18));
  } else if (leaf == 0x1d || leaf == 0x1e || leaf == 0x24) {
    // AMX's tiles, AMX's products, AVX10
    *eax = *ebx = *ecx = *edx = 0;
  }
}

static void answer_cpuid(greg_t *registers) {
  uint32_t leaf = registers[REG_RAX], subleaf = registers[REG_RCX], eax, ebx, ecx, edx;
  set_faulting(0);
  __cpuid_count(leaf, subleaf, eax, ebx, ecx, edx);
  set_faulting(1);
  hide(leaf, subleaf, &eax, &ebx, &ecx, &edx);
  registers[REG_RAX] = eax;
  registers[REG_RBX] = ebx;
  registers[REG_RCX] = ecx;
  registers[REG_RDX] = edx;
  registers[REG_RIP] += 2;
}

static int is_cpuid(const siginfo_t *info, const greg_t *registers) {
  return info->si_code == SI_KERNEL && memcmp((const void *)registers[REG_RIP], "\x0f\xa2", 2) == 0;
}

static void to_program(int signal, siginfo_t *info, void *context) {
  if (programs_action.sa_flags & SA_SIGINFO) {
    programs_action.sa_sigaction(signal, info, context);
  } else if (programs_action.sa_handler == SIG_DFL) {
    systems_sigaction(signal, &programs_action, NULL);
    if (info->si_code <= 0) {
      raise(signal);  // sent by a process; else the instruction runs again, and ends this one
    }
  } else if (programs_action.sa_handler != SIG_IGN) {
    programs_action.sa_handler(signal);
  }
}

static void on_segv(int signal, siginfo_t *info, void *context) {
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  if (is_cpuid(info, registers)) {
    answer_cpuid(registers);
  } else {
    to_program(signal, info, context);
  }
}

static void install(void) {
  struct sigaction action = programs_action;
  action.sa_sigaction = on_segv;
  action.sa_flags = (action.sa_flags | SA_SIGINFO | SA_ONSTACK) & ~SA_RESETHAND;
  systems_sigaction(SIGSEGV, &action, NULL);
}

static void find_system(void) {
  if (systems_sigaction == NULL) {
    systems_sigaction = dlsym(RTLD_NEXT, "sigaction");
  }
}

// The program, as Java does, may have a handler of its own: it gets every fault that is no CPUID.
int sigaction(int signal, const struct sigaction *action, struct sigaction *old) {
  find_system();
  if (signal != SIGSEGV) {
    return systems_sigaction(signal, action, old);
  }
  struct sigaction before = programs_action;
  if (action != NULL) {
    programs_action = *action;
    install();
  }
  if (old != NULL) {
    *old = before;
  }
  return 0;
}

sighandler_t signal(int signal, sighandler_t handler) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;
  return sigaction(signal, &action, &old) == 0 ? old.sa_handler : SIG_ERR;
}

__attribute__((constructor)) static void begin(void) {
  find_system();
  install();
  if (set_faulting(1) != 0) {
    static const char message[] = "avx2: this kernel or processor has no CPUID faulting\n";
    (void)!write(2, message, sizeof message - 1);
    _exit(1);
  }
}
