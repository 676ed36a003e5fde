import { customerNumberField } from '../customers/index.ts'
import type { ImportKind } from '../imports/index.ts'

/** The columns of a file of contacts made elsewhere. */
export const importedContactFields: ImportKind['fields'] = [
  { ...customerNumberField, required: false },
  {
    name: 'phone',
    label: { zh: '拨打的号码', en: 'Number that was called' },
    words: [
      ...[
        '拨打的号码',
        '号码',
        '电话',
        '电话号码',
        '手机',
        '手机号',
        '手机号码',
        '被叫',
        '被叫号码',
        '联系电话',
        '客户电话',
      ],
      ...['phone', 'phonenumber', 'telephone', 'mobile', 'callednumber', 'callee', 'to', 'numberthatwascalled'],
    ],
  },
  {
    name: 'email',
    label: { zh: '收件邮箱', en: 'Address that was written to' },
    words: [
      ...['收件邮箱', '邮箱', '电子邮箱', '邮箱地址', '邮件地址', '电子邮件', '收件人', '收件地址', '客户邮箱'],
      ...['email', 'emailaddress', 'mail', 'mailaddress', 'recipient', 'toaddress', 'addressthatwaswrittento'],
    ],
  },
  {
    name: 'at',
    label: { zh: '联系时间', en: 'Time of the contact' },
    words: [
      ...['联系时间', '时间', '通话时间', '呼叫时间', '拨打时间', '外呼时间', '开始时间', '回访时间', '日期'],
      ...['time', 'datetime', 'at', 'calledat', 'calltime', 'startedat', 'starttime', 'timeofthecontact', 'date'],
    ],
    required: true,
  },
  {
    name: 'outcome',
    label: { zh: '结果', en: 'Outcome' },
    words: [
      ...['结果', '联系结果', '通话结果', '呼叫结果', '回访结果', '接听状态', '通话状态', '状态'],
      ...['outcome', 'result', 'disposition', 'callresult', 'status'],
    ],
  },
  {
    name: 'conversed',
    label: { zh: '是否与客户通话', en: 'Spoken to the customer' },
    words: [
      ...['是否与客户通话', '是否通话', '是否接通', '接通', '是否接听'],
      ...['conversed', 'spokento', 'spokentothecustomer', 'connected', 'answered'],
    ],
  },
  {
    name: 'purpose',
    label: { zh: '目的', en: 'Purpose' },
    words: ['目的', '联系目的', '回访类型', '业务类型', '用途', '类型', 'purpose', 'type', 'calltype', 'category'],
    required: true,
  },
  {
    name: 'source',
    longest: 120,
    label: { zh: '部门或系统', en: 'Department or system' },
    words: [
      ...['部门或系统', '部门', '来源', '系统', '坐席', '工号', '经办人', '呼出部门', '外呼系统'],
      ...['source', 'department', 'system', 'agent', 'madeby', 'by', 'departmentorsystem'],
    ],
  },
  {
    name: 'number',
    label: { zh: '联系编号', en: 'Number of the contact' },
    words: [
      ...['联系编号', '通话编号', '呼叫编号', '流水号', '记录编号', '编号'],
      ...['contactid', 'callid', 'externalid', 'recordid', 'id', 'numberofthecontact'],
    ],
  },
  {
    name: 'channel',
    label: { zh: '方式', en: 'Channel' },
    words: ['渠道', '联系渠道', '联系方式', '方式', 'channel', 'medium'],
  },
  {
    name: 'callerNumber',
    label: { zh: '主叫号码或发件邮箱', en: 'Number or sender shown to the customer' },
    words: [
      '主叫号码',
      '主叫',
      '外显号码',
      '外显',
      'callernumber',
      'callerid',
      'caller',
      'from',
      'numbershowntothecustomer',
      ...['发件邮箱', '发件人', '主叫号码或发件邮箱', 'sender', 'numberorsendershowntothecustomer'],
    ],
  },
  {
    name: 'reason',
    longest: 300,
    label: { zh: '事由（可告知客户）', en: 'Reason (the customer may be told)' },
    words: ['事由', '原因', '主题', '联系原因', '事由（可告知客户）', 'reason', 'subject', 'topic'],
  },
  {
    name: 'note',
    longest: 1000,
    label: { zh: '备注', en: 'Note' },
    words: ['备注', '小结', '通话小结', '记录', '说明', '内容', 'note', 'notes', 'comment', 'summary', 'remarks'],
  },
]
