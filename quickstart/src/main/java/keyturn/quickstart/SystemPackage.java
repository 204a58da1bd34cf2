package keyturn.quickstart;

import java.util.Map;

/** Which Debian or Ubuntu package brings a shared library that a fresh system may lack. */
final class SystemPackage {
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("libaio.so.1", "libaio1"),
          Map.entry("libnuma.so.1", "libnuma1"),
          Map.entry("libcrypt.so.1", "libcrypt1"),
          Map.entry("libsystemd.so.0", "libsystemd0"),
          Map.entry("libstdc++.so.6", "libstdc++6"),
          Map.entry("libgcc_s.so.1", "libgcc-s1"),
          Map.entry("libgcrypt.so.20", "libgcrypt20"),
          Map.entry("libgpg-error.so.0", "libgpg-error0"),
          Map.entry("liblzma.so.5", "liblzma5"),
          Map.entry("libzstd.so.1", "libzstd1"),
          Map.entry("liblz4.so.1", "liblz4-1"),
          Map.entry("libcap.so.2", "libcap2"),
          Map.entry("libgtk-3.so.0", "libgtk-3-0"),
          Map.entry("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
          Map.entry("libfontconfig.so.1", "libfontconfig1"),
          Map.entry("libfreetype.so.6", "libfreetype6"),
          Map.entry("libXtst.so.6", "libxtst6"),
          Map.entry("libXxf86vm.so.1", "libxxf86vm1"),
          Map.entry("libGL.so.1", "libgl1"));

  private SystemPackage() {}

  /** What to type or search for, for example {@code Debian and Ubuntu: apt install libaio1}. */
  static String of(String library) {
    String name = PACKAGES.get(library);
    return name == null
        ? "search your system's packages for " + library
        : "Debian and Ubuntu: apt install " + name;
  }
}
