# Finds a JDK; for shell scripts that source it.

min_jdk=25

java_on_path() {
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p' || true
}

# $1: candidate folder
is_jdk() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  local version
  version="$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")"
  [ -n "$version" ] && [ "$version" -ge "$min_jdk" ]
}

# Prints the path of a suitable JDK; exits with an error message if there is none.
require_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(java_on_path)" \
    /usr/lib/jvm/* \
    /opt/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/*; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "headrace: JDK $min_jdk or newer not found: install one, or set JAVA_HOME." >&2
  exit 1
}
