/** What `huifang doctor` found at one place: fine, to be watched, or broken; with the next step where there is one. */
export interface Finding {
  check: string
  level: 'fine' | 'watch' | 'broken'
  zh: string
  en: string
  next?: { zh: string; en: string }
}

const GIB = 1024 ** 3
const DISK_BROKEN = GIB
const DISK_WATCH = 5 * GIB
const SKEW_WATCH_S = 2
const SKEW_BROKEN_S = 30
const BACKUP_WATCH_H = 36
const OLDEST_POSTGRES = 15

export function databaseVersion(version: number): Finding {
  const check = 'database-version'
  if (version >= OLDEST_POSTGRES)
    return { check, level: 'fine', zh: `PostgreSQL ${version}`, en: `PostgreSQL ${version}` }
  return {
    ...{ check, level: 'broken', zh: `PostgreSQL ${version} 过旧`, en: `PostgreSQL ${version} is too old` },
    next: { zh: `请升级到 ${OLDEST_POSTGRES} 或更高版本。`, en: `Upgrade to ${OLDEST_POSTGRES} or newer.` },
  }
}

export function migrations(state: { pending: string[]; unknown: string[]; changed: string[] }): Finding {
  const check = 'migrations'
  const { pending, unknown, changed } = state
  if (unknown.length > 0) {
    return {
      ...{ check, level: 'broken', zh: `数据库比程序新：${unknown.join('、')}` },
      en: `The database is newer than this program: ${unknown.join(', ')}`,
      next: { zh: '请升级程序。', en: 'Upgrade the program.' },
    }
  }
  if (changed.length > 0) {
    return {
      ...{ check, level: 'broken', zh: `迁移文件在应用后被改动：${changed.join('、')}` },
      en: `Migrations were changed after they had been applied: ${changed.join(', ')}`,
      next: { zh: '请还原程序文件。', en: 'Put the files of the program back as they were shipped.' },
    }
  }
  if (pending.length > 0) {
    return {
      ...{
        check,
        level: 'watch',
        zh: `${pending.length} 个迁移尚未应用`,
        en: `${pending.length} migrations are to be applied`,
      },
      next: {
        zh: '请先备份，然后启动程序，它会自动应用。',
        en: 'Make a backup, then start the product; it applies them.',
      },
    }
  }
  return { check, level: 'fine', zh: '数据库结构为最新', en: 'The schema is up to date' }
}

export function rowSecurity(unprotected: readonly string[]): Finding {
  const check = 'row-security'
  if (unprotected.length === 0) {
    return { check, level: 'fine', zh: '所有表均启用行级安全', en: 'Row-level security is on for every table' }
  }
  return {
    ...{ check, level: 'broken', zh: `行级安全已关闭：${unprotected.join('、')}` },
    en: `Row-level security is off for: ${unprotected.join(', ')}`,
    next: {
      zh: '请由数据库管理员执行 alter table … enable row level security，并查明是谁关闭的。',
      en: 'Have it switched on (alter table … enable row level security), and find out who switched it off.',
    },
  }
}

export function applicationRole(role: { exists: boolean; tooMighty: boolean }): Finding {
  const check = 'application-role'
  if (!role.exists) {
    return {
      ...{ check, level: 'broken', zh: '应用的数据库账号不存在', en: 'The login of the application does not exist' },
      next: { zh: '请启动一次程序，它会创建账号。', en: 'Start the product once; it makes the login.' },
    }
  }
  if (role.tooMighty) {
    return {
      ...{ check, level: 'broken', zh: '应用的数据库账号权限过大，行级安全对它无效' },
      en: 'The login of the application may do too much: row-level security does not bind it',
      next: {
        zh: '请执行 alter role … nosuperuser nobypassrls。',
        en: 'Take it away: alter role … nosuperuser nobypassrls.',
      },
    }
  }
  return { check, level: 'fine', zh: '应用账号权限受限', en: 'The login of the application is bounded' }
}

export function diskSpace(freeBytes: number): Finding {
  const check = 'disk'
  const free = `${(freeBytes / GIB).toFixed(1)} GiB`
  if (freeBytes >= DISK_WATCH) return { check, level: 'fine', zh: `磁盘剩余 ${free}`, en: `${free} of disk are free` }
  return {
    ...{
      check,
      level: freeBytes < DISK_BROKEN ? 'broken' : 'watch',
      zh: `磁盘仅剩 ${free}`,
      en: `Only ${free} of disk are free`,
    },
    next: { zh: '请清理或扩容；磁盘写满后系统会停止。', en: 'Make room or add disk; when it is full, work stops.' },
  }
}

/** @param seconds the database's clock before ours */
export function clockSkew(seconds: number): Finding {
  const check = 'clock'
  const off = Math.abs(seconds)
  if (off < SKEW_WATCH_S)
    return { check, level: 'fine', zh: '时钟与数据库一致', en: 'The clock agrees with the database' }
  const shown = off.toFixed(1)
  return {
    ...{ check, level: off < SKEW_BROKEN_S ? 'watch' : 'broken', zh: `时钟与数据库相差 ${shown} 秒` },
    en: `The clock differs from the database’s by ${shown} s`,
    next: { zh: '请在两台机器上启用时间同步（NTP）。', en: 'Switch time synchronisation (NTP) on, on both machines.' },
  }
}

export function timeZones(missing: readonly string[]): Finding {
  const check = 'time-zones'
  if (missing.length === 0) return { check, level: 'fine', zh: '时区数据齐全', en: 'The time zones are known' }
  return {
    ...{
      check,
      level: 'broken',
      zh: `缺少时区数据：${missing.join('、')}`,
      en: `Time zones are not known: ${missing.join(', ')}`,
    },
    next: { zh: '请更新系统的时区数据（tzdata）。', en: 'Update the time zone data (tzdata) of the system.' },
  }
}

export function holidays(missing: readonly { country: string; year: number; next: boolean }[]): Finding {
  const check = 'holidays'
  if (missing.length === 0) return { check, level: 'fine', zh: '节假日表已载入', en: 'The holidays are loaded' }
  const list = missing.map(({ country, year }) => `${country} ${year}`).join(', ')
  return {
    ...{ check, level: missing.some(({ next }) => !next) ? 'broken' : 'watch', zh: `未载入节假日：${list}` },
    en: `Holidays are not loaded: ${list}`,
    next: {
      zh: '请在“设置 → 日历”中导入当年的放假通知。',
      en: 'Import the notice of that year under Settings → Calendars.',
    },
  }
}

export function masterKey(state: {
  exists: boolean
  readable: boolean
  missing: readonly string[]
  open: boolean
}): Finding {
  const check = 'master-key'
  if (!state.exists || !state.readable) {
    return {
      ...{
        check,
        level: 'broken',
        zh: '主密钥文件不存在或无法读取',
        en: 'The master key file is not there or cannot be read',
      },
      next: {
        zh: '请放回原来的 master.key；不要新建，新密钥打不开旧数据。',
        en: 'Put the former master.key back; do not make a new one, which opens nothing of the old data.',
      },
    }
  }
  if (state.missing.length > 0) {
    return {
      ...{ check, level: 'broken', zh: `主密钥不匹配：数据需要 ${state.missing.join('、')}` },
      en: `The master key does not fit: the data needs ${state.missing.join(', ')}`,
      next: { zh: '请放回含有这些密钥的 master.key。', en: 'Put the master.key back that holds these keys.' },
    }
  }
  if (state.open) {
    return {
      ...{ check, level: 'watch', zh: '其他账号可以读取主密钥文件', en: 'Other accounts can read the master key file' },
      next: { zh: '请执行 chmod 600。', en: 'Close it: chmod 600.' },
    }
  }
  return { check, level: 'fine', zh: '主密钥匹配', en: 'The master key fits' }
}

/** Something that is counted and should be none. */
export function none(
  check: string,
  count: number,
  words: Record<'fine' | 'some' | 'next', { zh: string; en: string }>,
  level: 'watch' | 'broken' = 'watch',
): Finding {
  if (count === 0) return { check, level: 'fine', ...words.fine }
  const { zh, en } = words.some
  return { check, level, zh: zh.replace('{n}', String(count)), en: en.replace('{n}', String(count)), next: words.next }
}

/** @param hours the age of the newest backup; `null` when there is none, `undefined` when none are made */
export function backupAge(hours: number | null | undefined): Finding {
  const check = 'backup'
  if (hours === undefined) {
    return {
      ...{ check, level: 'watch', zh: '未设置每日备份', en: 'No nightly backups are made' },
      next: {
        zh: '请设置 HUIFANG_BACKUP_FOLDER，最好在另一块磁盘上。',
        en: 'Set HUIFANG_BACKUP_FOLDER, on another disk if possible.',
      },
    }
  }
  if (hours !== null && hours < BACKUP_WATCH_H) {
    const shown = Math.max(0, Math.round(hours))
    return { check, level: 'fine', zh: `最近一次备份在 ${shown} 小时前`, en: `The newest backup is ${shown} hours old` }
  }
  return {
    check,
    level: 'broken',
    zh: hours === null ? '备份目录中没有备份' : `最近一次备份已是 ${Math.round(hours)} 小时前`,
    en:
      hours === null
        ? 'There is no backup in the backup folder'
        : `The newest backup is ${Math.round(hours)} hours old`,
    next: {
      zh: '请立即执行 huifang backup，并查看日志中 nightly-backup 的错误。',
      en: 'Run "huifang backup" now, and look for nightly-backup in the log.',
    },
  }
}

/** Whether an address answers. */
export function reachable(check: string, name: { zh: string; en: string }, why: string | null): Finding {
  if (why === null) return { check, level: 'fine', zh: `${name.zh}可以连接`, en: `${name.en} answers` }
  return {
    ...{ check, level: 'broken', zh: `${name.zh}无法连接（${why}）`, en: `${name.en} does not answer (${why})` },
    next: { zh: '请检查地址、网络和防火墙。', en: 'Check the address, the network and the firewall.' },
  }
}
