import { reasons } from '../platform/reason.ts'

export const machineReasons = reasons({
  'serial-number-taken': {
    zh: (f: { serialNumber: string }) =>
      `序列号 ${f.serialNumber} 的机器已登记，未重复登记。如已转手，请在原机器上登记新的机主。`,
    en: (f: { serialNumber: string }) =>
      `A machine with the serial number ${f.serialNumber} is registered already, so no second one was. If it changed hands, register its new owner there.`,
  },
  'owner-unchanged': {
    zh: () => '这台机器已经登记在该客户名下，没有改动。请选择另一位客户。',
    en: () => 'The machine is registered for this customer already; nothing was changed. Choose another one.',
  },
  'sold-before-bought': {
    zh: (f: { since: string }) => `现机主自 ${f.since} 起拥有这台机器，转手日期不能更早，未保存。请核对日期。`,
    en: (f: { since: string }) =>
      `The present owner has had the machine since ${f.since}, so it cannot have changed hands before; nothing was saved. Check the day.`,
  },
  'reading-known': {
    zh: () => '同一时间的相同读数已登记，无需再次登记。',
    en: () => 'The same reading of the same time is registered already; there is nothing to add.',
  },
  'reading-in-the-future': {
    zh: () => '读数时间晚于现在，未保存。请核对时间。',
    en: () => 'The reading lies in the future, so it was not saved. Check the time.',
  },
})

/** Why a row of a machines file was rejected. */
export const machineRejections = reasons({
  'serial-number-missing': {
    zh: () => '没有序列号，下次无法认出这台机器',
    en: () => 'there is no serial number to know the machine by',
  },
  'customer-missing': {
    zh: () => '新机器没有客户编号，不知道属于谁',
    en: () => 'a new machine has no customer number, so it is not clear whose it is',
  },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户，请先导入客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}; import the customers first`,
  },
  'customer-elsewhere': {
    zh: () => '该客户或现机主属于导入范围之外的机构',
    en: () => 'the customer or the present owner belongs to a branch outside the scope of this import',
  },
  'date-unreadable': {
    zh: (f: { zh: string }) => `“${f.zh}”不是日期`,
    en: (f: { en: string }) => `“${f.en}” is not a date`,
  },
  'reading-unreadable': {
    zh: () => '表读数不是数字',
    en: () => 'the meter reading is not a number',
  },
  'reading-impossible': {
    zh: () => '表读数为负或大得不合常理，请核对',
    en: () => 'the meter reading is negative or beyond all reason; check it',
  },
  'unit-unknown': {
    zh: (f: { unit: string }) => `计量单位“${f.unit}”无法识别，应为“小时”或“公里”`,
    en: (f: { unit: string }) => `the unit “${f.unit}” is not known; it is “h” or “km”`,
  },
  'state-unknown': {
    zh: (f: { state: string }) => `状态“${f.state}”无法识别，应为在用、闲置、维修中或报废`,
    en: (f: { state: string }) => `the state “${f.state}” is not known; it is in use, standing, in repair or scrapped`,
  },
})
