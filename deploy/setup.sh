# Sourced by run, test and bench: the machine's part. Installs what is missing from the distribution's packages, and
# neither starts, enables nor touches a system service: every server of ours is private to a data folder.

say() { printf '%s\n' "$*" >&2; }

stop_with() {
  say "$1"
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

require_dotnet() {
  command -v dotnet > /dev/null || stop_with '缺少 .NET 10 SDK · The .NET 10 SDK is missing: https://dot.net'
  dotnet --version > /dev/null 2>&1 || stop_with '需要 .NET 10 SDK · The .NET 10 SDK is needed (global.json): https://dot.net'
}

installed() {
  dpkg-query -W -f '${Status}' "$1" 2> /dev/null | grep -q 'ok installed'
}

missing_packages() {
  compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || echo postgresql
  compgen -G '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server' > /dev/null || echo rabbitmq-server
  command -v vips > /dev/null || echo libvips-tools
  command -v npm > /dev/null || echo npm
  [ "${1:-}" != browser ] || missing_browser
}

# What the console is tested with, what its Chinese is drawn with, and who adds up the books once more.
missing_browser() {
  command -v hledger > /dev/null || echo hledger
  [ -x /usr/bin/chromium-headless-shell ] || echo chromium-headless-shell
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' > /dev/null || echo fonts-noto-cjk
}

# A package's scripts ask policy-rc.d before they start a service; 101 forbids it. Put back whatever was there.
forbid_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ] && [ ! -e "$policy.rider-platform" ]; then
    as_root mv "$policy" "$policy.rider-platform"
  fi
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" > /dev/null
  as_root chmod 755 "$policy"
}

allow_services() {
  as_root rm -f "$policy" "$main_cluster"
  if [ -e "$policy.rider-platform" ]; then as_root mv "$policy.rider-platform" "$policy"; fi
}

# Debian's postgresql would make a cluster of its own, and start it at every boot. Only during our installation.
main_cluster=/etc/postgresql-common/createcluster.d/rider-platform.conf
forbid_main_cluster() {
  as_root mkdir -p "$(dirname "$main_cluster")"
  echo 'create_main_cluster = false' | as_root tee "$main_cluster" > /dev/null
}

# Only units of packages that were not here before: what already runs on this machine is not ours.
disable_units_of() {
  command -v systemctl > /dev/null || return 0
  local package
  for package in "$@"; do
    case "$package" in
      postgresql) as_root systemctl disable postgresql.service > /dev/null 2>&1 || true ;;
      rabbitmq-server) as_root systemctl disable rabbitmq-server.service > /dev/null 2>&1 || true ;;
    esac
  done
}

install_missing() {
  local packages fresh=() package
  mapfile -t packages < <(missing_packages "$@")
  [ "${#packages[@]}" -gt 0 ] || return 0
  command -v apt-get > /dev/null || stop_with "请安装 · Please install: ${packages[*]}"
  if [ "$(id -u)" != 0 ] && ! command -v sudo > /dev/null; then
    stop_with "请以 root 安装 · Please install as root: apt-get install ${packages[*]}"
  fi
  say "正在安装 · Installing: ${packages[*]}"
  for package in "${packages[@]}"; do installed "$package" || fresh+=("$package"); done
  forbid_services
  trap allow_services EXIT
  forbid_main_cluster
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q > /dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}" > /dev/null \
    || stop_with "安装失败 · Installation failed: apt-get install ${packages[*]}"
  trap - EXIT
  allow_services
  disable_units_of "${fresh[@]}"
}

# With "browser" also what tests of pages need.
set_up() {
  require_dotnet
  install_missing "$@"
}

# Errors only; a build that is up to date says nothing.
build() {
  local output
  output=$(dotnet build "$@" -c Release -v q --nologo 2>&1) || {
    say "$output"
    stop_with "构建失败 · The build failed: $1"
  }
}
