import { Form, Input, Segmented, Select, TreeSelect } from 'antd'
import { CustomerKind } from '../../server/customers/contract.ts'
import { changeCustomer } from '../../server/customers/facts-contract.ts'
import { LANGUAGE_CODES, languageInWords } from '../../server/people/ability-rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { countryOptions } from './countries.ts'
import type { Customer } from './customer-types.ts'

type Given = GivenTo<typeof changeCustomer>
type Body = NonNullable<Given['body']>

const ZONES = Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone }))

interface EditCustomerProps {
  open: boolean
  onClose: () => void
  customer: Customer
}

/** Corrects what is known of a customer; the old value stays in his history. */
export function EditCustomer({ open, onClose, customer }: EditCustomerProps) {
  const t = useT()
  const say = useSay()
  const orgZone = useMe().organisation.timeZone
  const ownZone = customer.timeZone === orgZone ? undefined : customer.timeZone
  const bodyOf = (values: Body): Body => ({
    ...values,
    externalId: values.externalId?.trim() || null,
    country: values.country ?? null,
    note: values.note?.trim() || null,
    birthday: values.birthday?.trim() || null,
    language: values.language ?? null,
    // The organisation's zone is not taken for his own unless somebody says so.
    timeZone: values.timeZone === ownZone ? undefined : (values.timeZone ?? null),
  })
  return (
    <FormDrawer<Body, Given, AnswerOf<typeof changeCustomer>>
      title={t('customers.edit-customer')}
      submit={t('customers.edit-customer')}
      open={open}
      onClose={onClose}
      action={useDo(changeCustomer, { topics: ['customers', 'contacts'] })}
      given={values => ({ params: { id: customer.id }, body: bodyOf(values) })}
      initial={{ ...picked(customer), timeZone: ownZone }}
      onDone={() => say.done(t('customers.customer-changed'))}
    >
      <Fields customer={customer} isOpen={open} orgZone={orgZone} />
    </FormDrawer>
  )
}

interface FieldsProps {
  customer: Customer
  isOpen: boolean
  /** What holds for a customer without a zone of his own. */
  orgZone: string
}

function Fields({ customer, isOpen, orgZone }: FieldsProps) {
  const t = useT()
  const branches = useAsk(listBranches, {}, { when: isOpen }).data?.items
  return (
    <>
      <Form.Item name="kind" label={t('customers.kind')}>
        <Segmented options={CustomerKind.options.map(kind => ({ value: kind, label: t(`customers.kind-${kind}`) }))} />
      </Form.Item>
      <Form.Item name="name" label={t('customers.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="externalId" label={t('customers.external-id')}>
        <Input maxLength={100} autoComplete="off" placeholder={t('customers.optional')} />
      </Form.Item>
      <Form.Item name="branchId" label={t('customers.branch')} rules={[{ required: true }]}>
        <TreeSelect treeData={branchTree(branches ?? [])} treeDefaultExpandAll showSearch treeNodeFilterProp="title" />
      </Form.Item>
      <WhereAndWhichLanguage ownLanguage={customer.language} orgZone={orgZone} />
      <Form.Item noStyle dependencies={['kind']}>
        {form =>
          (form.getFieldValue('kind') === 'person' || customer.birthday !== null) && (
            <Form.Item name="birthday" label={t('customers.field-birthday')} extra={t('customers.birthday-hint')}>
              <Input maxLength={30} autoComplete="off" placeholder={t('customers.optional')} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </>
  )
}

function WhereAndWhichLanguage({ ownLanguage, orgZone }: { ownLanguage: string | null; orgZone: string }) {
  const t = useT()
  const language = useLanguage()
  const codes = [...new Set<string>([...LANGUAGE_CODES, ...(ownLanguage ? [ownLanguage] : [])])]
  return (
    <>
      <div className="side-by-side">
        <Form.Item name="country" label={t('customers.country')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={countryOptions(language)}
            placeholder={t('customers.of-organisation')}
          />
        </Form.Item>
        <Form.Item name="timeZone" label={t('customers.time-zone')} extra={t('customers.time-zone-hint')}>
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={ZONES} placeholder={orgZone} />
        </Form.Item>
      </div>
      <Form.Item name="language" label={t('customers.field-language')} extra={t('customers.customer-language-hint')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={codes.map(code => ({ value: code, label: languageInWords(code, language) }))}
          placeholder={t('customers.language-not-said')}
        />
      </Form.Item>
    </>
  )
}

function picked({ kind, name, externalId, branchId, country, note, birthday, language }: Customer): Body {
  return { kind, name, externalId, branchId, country, note, birthday, language }
}
