import { reasons } from '../platform/reason.ts'

/** Why an import as a whole cannot go on. */
export const importReasons = reasons({
  'kind-unknown': {
    zh: (f: { kind: string }) => `没有名为“${f.kind}”的导入种类，什么都没有导入。请从列表中选择。`,
    en: (f: { kind: string }) =>
      `There is no kind of import “${f.kind}”; nothing was imported. Choose one of the list.`,
  },
  'file-empty': {
    zh: () => '文件中没有数据行，什么都没有导入。请选择带表头和数据的 CSV 或 XLSX 文件。',
    en: () => 'The file holds no rows, so nothing was imported. Choose a CSV or XLSX file with a header and rows.',
  },
  'workbook-damaged': {
    zh: () =>
      '这不是可以读取的 Excel 工作簿，或文件已损坏，什么都没有导入。请在 Excel 中打开并另存为 XLSX 或 CSV UTF-8 后重新上传。',
    en: () =>
      'This is not a workbook that can be read, or it is damaged; nothing was imported. Open it in Excel, save it as XLSX or CSV UTF-8 and upload it again.',
  },
  'workbook-locked': {
    zh: () => '工作簿设有密码，或是 2007 年以前的 .xls 格式，什么都没有导入。请去掉密码并另存为 XLSX 后重新上传。',
    en: () =>
      'The workbook is locked by a password or in the old .xls format; nothing was imported. Remove the password, save it as XLSX and upload it again.',
  },
  'workbook-bomb': {
    zh: () => '工作簿解压后大得不合常理，为安全起见没有打开，什么都没有导入。请另存为 CSV UTF-8 后重新上传。',
    en: () =>
      'The workbook would unpack to an unreasonable size, so it was not opened; nothing was imported. Save it as CSV UTF-8 and upload it again.',
  },
  'workbook-too-many-texts': {
    zh: () => '工作簿里的文字太多，无法在有限内存中读取，什么都没有导入。请另存为 CSV UTF-8 后重新上传。',
    en: () =>
      'The workbook holds too many texts to be read in bounded memory; nothing was imported. Save it as CSV UTF-8 and upload it again.',
  },
  'sheet-unknown': {
    zh: (f: { sheet: string }) => `工作簿中没有名为“${f.sheet}”的工作表，导入未开始。请重新选择。`,
    en: (f: { sheet: string }) =>
      `The workbook has no sheet “${f.sheet}”, so the import did not start. Choose another.`,
  },
  'file-not-text': {
    zh: () => '这不是文本表格：表头中有无法读取的字符，什么都没有导入。请另存为 CSV UTF-8 后重新上传。',
    en: () =>
      'This is not a table of text: its header holds unreadable characters. Nothing was imported; save it as CSV UTF-8 and upload it again.',
  },
  'header-missing': {
    zh: () => '文件的第一行像是数据（含有电话或邮箱），不是表头，导入未开始。请在第一行加上列名后重新上传。',
    en: () =>
      'The first row of the file looks like data (it holds a phone number or an e-mail), not like a header, so the import did not start. Add a row with the names of the columns and upload it again.',
  },
  'too-many-columns': {
    zh: (f: { columns: number; most: number }) =>
      `文件有 ${f.columns} 列，最多 ${f.most} 列，什么都没有导入。请删去不需要的列后重新上传。`,
    en: (f: { columns: number; most: number }) =>
      `The file has ${f.columns} columns and may have ${f.most}; nothing was imported. Leave out those not needed and upload it again.`,
  },
  'profile-name-taken': {
    zh: (f: { name: string }) => `已有名为“${f.name}”的导入方案，名称未改动。请换一个名称。`,
    en: (f: { name: string }) => `There is a profile “${f.name}” already, so nothing was renamed. Choose another name.`,
  },
  'profile-unknown': {
    zh: (f: { name: string }) => `没有名为“${f.name}”的导入方案，导入未开始。请先在导入页面保存它。`,
    en: (f: { name: string }) =>
      `There is no profile “${f.name}”, so nothing was imported. Save it on the page of an import first.`,
  },
  'file-missing': {
    zh: () => '文件尚未上传完整，导入未开始。请重新上传文件。',
    en: () => 'The file has not arrived whole, so the import did not start. Upload it again.',
  },
  'upload-superseded': {
    zh: () => '同一导入又开始了一次上传，本次上传已停止。请等待另一次上传完成。',
    en: () => 'Another upload for this import began, so this one was stopped. Wait for the other one.',
  },
  'column-unknown': {
    zh: (f: { column: string }) => `文件中没有“${f.column}”这一列，导入未开始。请重新选择对应的列。`,
    en: (f: { column: string }) =>
      `The file has no column “${f.column}”, so the import did not start. Map the field again.`,
  },
  'field-unmapped': {
    zh: (f: { fields: string }) => `还没有指定必需的列：${f.fields}。导入未开始，请先指定。`,
    en: (f: { fields: string }) => `No column is mapped to: ${f.fields}. The import did not start; map it first.`,
  },
  'time-zone-unknown': {
    zh: (f: { timeZone: string }) => `不认识时区 ${f.timeZone}，导入未开始。请使用如 Asia/Shanghai 的名称。`,
    en: (f: { timeZone: string }) => `The time zone ${f.timeZone} is not known; use a name such as Asia/Shanghai.`,
  },
  'not-now': {
    zh: () => '该导入当前的状态不允许此操作，数据未改动。请刷新后查看其状态。',
    en: () => 'The import is not in a state that allows this; nothing was changed. Refresh to see where it stands.',
  },
  'row-endless': {
    zh: (f: { row?: number }) =>
      `文件${f.row ? `第 ${f.row} 行` : '中'}有一个引号没有结束，从这里起的行无法读取；之前的行已导入。请改正文件后重新导入，已导入的行不会重复。`,
    en: (f: { row?: number }) =>
      `A quote ${f.row ? `in row ${f.row} ` : ''}of the file never ends, so the rows from there on cannot be read; those before are in place. Correct the file and import it again; nothing is imported twice.`,
  },
  'nothing-to-undo': {
    zh: () => '这次导入没有可以撤销的内容：它没有新增或修改任何数据。',
    en: () => 'This import has nothing to take back: it added and changed nothing.',
  },
  unexpected: {
    zh: () => '导入因系统错误中断；已处理的行是安全的。请点击“继续”，将从中断处接着导入。',
    en: () =>
      'The import was interrupted by a fault on our side; rows done so far are safe. Start it again to go on from there.',
  },
})

/** Why a row was rejected, whatever its kind. */
export const rowRejections = reasons({
  'columns-do-not-fit': {
    zh: () => '该行的列数多于表头，可能有未加引号的分隔符',
    en: () => 'the row has more columns than the header; a separator may need quotes',
  },
  'unreadable-character': {
    zh: () => '该行含有无法读取的字符，文件可能已损坏或编码不对',
    en: () => 'the row holds a character that cannot be read; the file may be damaged or of another encoding',
  },
  'cell-too-long': {
    zh: (f: { zh: string; longest: number }) => `“${f.zh}”超过 ${f.longest} 个字符`,
    en: (f: { en: string; longest: number }) => `“${f.en}” is longer than ${f.longest} characters`,
  },
})

/** Why a row stays when its import is taken back. */
export const keptReasons = reasons({
  'changed-since': {
    zh: () => '之后又被修改过',
    en: () => 'changed since',
  },
  'used-since': {
    zh: () => '之后又用在了别处',
    en: () => 'used elsewhere since',
  },
  'has-points': {
    zh: () => '之后又登记或核实了联系方式',
    en: () => 'with numbers or addresses registered or verified since',
  },
  'has-activities': {
    zh: () => '有订单、服务等业务记录',
    en: () => 'with orders, services or other records',
  },
  'has-machines': {
    zh: () => '有登记的设备',
    en: () => 'with machines',
  },
  'has-followups': {
    zh: () => '有回访任务',
    en: () => 'with follow-ups',
  },
  'has-contacts': {
    zh: () => '有联系记录',
    en: () => 'with contacts',
  },
  'has-cases': {
    zh: () => '有问题单',
    en: () => 'with cases',
  },
  'has-stops': {
    zh: () => '有拒访登记',
    en: () => 'with a stop of contacts',
  },
  'has-persons': {
    zh: () => '登记了负责人',
    en: () => 'with persons in charge',
  },
  'has-consents': {
    zh: () => '登记了同意或撤回',
    en: () => 'with consents given or withdrawn',
  },
  'has-hours': {
    zh: () => '登记了方便时段',
    en: () => 'with good hours',
  },
  'has-merges': {
    zh: () => '与其他客户合并过',
    en: () => 'merged with other customers',
  },
  'has-verdicts': {
    zh: () => '已有能否联系的判断记录',
    en: () => 'with decisions whether they may be contacted',
  },
})
