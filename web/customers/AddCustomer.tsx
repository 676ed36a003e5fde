import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Form, Input, Segmented, Select, TreeSelect } from 'antd'
import { useNavigate } from 'react-router'
import { addCustomer, CustomerKind } from '../../server/customers/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { type Branch, branchTree } from '../settings/branch-tree.ts'
import { countryOptions } from './countries.ts'

type Given = GivenTo<typeof addCustomer>

interface Values extends Omit<Given['body'], 'phones' | 'emails'> {
  phones: (string | undefined)[]
  emails: (string | undefined)[]
}

/** Fields left empty are absent, so that they are not taken for answers. */
function bodyOf(values: Values): Given['body'] {
  const filled = (list: readonly (string | undefined)[]) => list.flatMap(value => value?.trim() || [])
  return {
    ...values,
    externalId: values.externalId?.trim() || undefined,
    note: values.note?.trim() || undefined,
    phones: filled(values.phones),
    emails: filled(values.emails),
  }
}

interface AddCustomerProps {
  open: boolean
  onClose: () => void
  branches: readonly Branch[]
}

/** Adds one customer by hand and opens him. */
export function AddCustomer({ open, onClose, branches }: AddCustomerProps) {
  const t = useT()
  const me = useMe()
  const say = useSay()
  const navigate = useNavigate()
  const language = useLanguage()
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof addCustomer>>
      title={t('customers.add-customer')}
      submit={t('customers.add-customer')}
      open={open}
      onClose={onClose}
      action={useDo(addCustomer)}
      given={values => ({ body: bodyOf(values) })}
      initial={{ kind: 'person', branchId: me.branchId, phones: [''], emails: [''] }}
      onDone={({ id, name }) => {
        say.done(t('customers.customer-added', { name }))
        navigate(`/customers/${id}`)
      }}
    >
      <Form.Item name="kind" label={t('customers.kind')}>
        <Segmented options={CustomerKind.options.map(kind => ({ value: kind, label: t(`customers.kind-${kind}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('customers.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Several name="phones" />
      <Several name="emails" />
      <Form.Item name="externalId" label={t('customers.external-id')}>
        <Input maxLength={100} autoComplete="off" placeholder={t('customers.optional')} />
      </Form.Item>
      <Form.Item name="branchId" label={t('customers.branch')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
      <Form.Item name="country" label={t('customers.country')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={countryOptions(language)}
          placeholder={t('customers.of-organisation')}
        />
      </Form.Item>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </FormDrawer>
  )
}

const KIND = { phones: 'phone', emails: 'email' } as const

/** Phones or e-mails, one field each. */
function Several({ name }: { name: 'phones' | 'emails' }) {
  const t = useT()
  const kind = KIND[name]
  const label = t(`customers.${kind}`)
  return (
    <Form.Item label={label} extra={kind === 'phone' && t('customers.phone-hint')} className="several">
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(field => (
              <div key={field.key} className="several-row">
                <Form.Item name={field.name} noStyle>
                  <Input inputMode={kind === 'phone' ? 'tel' : 'email'} autoComplete="off" aria-label={label} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={t('customers.remove')}
                    onClick={() => remove(field.name)}
                  />
                )}
              </div>
            ))}
            {fields.length < 20 && (
              <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => add('')}>
                {t(`customers.add-${kind}`)}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
