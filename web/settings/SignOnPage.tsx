import './integrations.css'
import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Form, type FormInstance, Input, Select, Skeleton, Switch, TreeSelect } from 'antd'
import type { z } from 'zod'
import { changeSignOn, checkSignOn, getSignOn } from '../../server/integrations/sign-on-contract.ts'
import { listBranches, listStaff, Role } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'
import { Copied } from './SecretShown.tsx'

type Body = GivenTo<typeof changeSignOn>['body']
type Fields = Omit<Body, 'rolesByClaim'> & { groups: { group: string; role: z.infer<typeof Role> }[] }

/** Stands for null, which no choice can hold: whom nobody invited gets no account. */
const NO_ACCOUNT = 'no-account'

/** How the organisation signs on by its own identity provider. */
export function SignOnPage() {
  const t = useT()
  const { data, error } = useAsk(getSignOn)
  return (
    <Page title={t('signOn.title')} hint={t('signOn.hint')} narrow>
      <ProblemNote error={error} />
      {data ? <SignOnForm known={data} /> : !error && <Skeleton active />}
    </Page>
  )
}

function SignOnForm({ known: { settings, redirectUri } }: { known: AnswerOf<typeof getSignOn> }) {
  const t = useT()
  const say = useSay()
  const me = useMe()
  const [form] = Form.useForm<Fields>()
  const change = useDo(changeSignOn, { onDone: () => say.done(t('signOn.saved')) })
  const send = ({ groups, ...fields }: Fields) => {
    const rolesByClaim = Object.fromEntries((groups ?? []).map(({ group, role }) => [group, role]))
    const body = { ...fields, roleClaim: fields.roleClaim || null, clientSecret: fields.clientSecret || undefined }
    change.mutate({ body: { ...body, rolesByClaim } }, { onSuccess: () => form.resetFields(['clientSecret']) })
  }
  const initial = settings
    ? { ...settings, groups: Object.entries(settings.rolesByClaim ?? {}).map(([group, role]) => ({ group, role })) }
    : { enabled: true, domains: [], createRole: null, createBranchId: me.branchId, passwordOff: false, groups: [] }
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={send}
      scrollToFirstError
      validateMessages={{ required: t('kit.required') }}
    >
      <Panel title={t('signOn.redirect')}>
        <p className="muted">{t('signOn.redirect-hint')}</p>
        <Copied text={redirectUri} />
      </Panel>
      <Panel title={t('signOn.provider')}>
        <ProviderFields form={form} kept={settings !== null} />
      </Panel>
      <Panel title={t('signOn.people')}>
        <PeopleFields />
      </Panel>
      <Panel title={t('signOn.security')}>
        <PasswordFields />
      </Panel>
      <Form.Item name="enabled" label={t('signOn.enabled')} extra={t('signOn.enabled-hint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      <ProblemNote error={change.error} />
      <Button type="primary" htmlType="submit" needs={changeSignOn} loading={change.isPending}>
        {t('signOn.save')}
      </Button>
    </Form>
  )
}

function ProviderFields({ form, kept }: { form: FormInstance<Fields>; kept: boolean }) {
  const t = useT()
  const say = useSay()
  const check = useDo(checkSignOn, { topics: [], onDone: () => say.done(t('signOn.check-good')) })
  const test = () => {
    const issuer: string = form.getFieldValue('issuer') ?? ''
    if (issuer) check.mutate({ body: { issuer } }, { onError: say.problem })
  }
  return (
    <>
      <Form.Item label={t('signOn.issuer')} extra={t('signOn.issuer-hint')} htmlFor="issuer">
        <div className="issuer-line">
          <Form.Item name="issuer" noStyle rules={[{ required: true }]}>
            <Input id="issuer" inputMode="url" autoComplete="off" maxLength={500} />
          </Form.Item>
          <Button onClick={test} loading={check.isPending}>
            {t('signOn.check')}
          </Button>
        </div>
      </Form.Item>
      <Form.Item name="clientId" label={t('signOn.client')} rules={[{ required: true }]}>
        <Input autoComplete="off" maxLength={300} />
      </Form.Item>
      <Form.Item
        name="clientSecret"
        label={t('signOn.secret')}
        extra={kept ? t('signOn.secret-kept') : t('signOn.secret-hint')}
        rules={[{ required: !kept }]}
      >
        <Input.Password autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="domains"
        label={t('signOn.domains')}
        extra={t('signOn.domains-hint')}
        rules={[{ required: true }]}
      >
        <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} suffixIcon={null} />
      </Form.Item>
    </>
  )
}

function PeopleFields() {
  const t = useT()
  const branches = useAsk(listBranches).data?.items ?? []
  const creates = Form.useWatch('createRole')
  const roles = Role.options.map(role => ({ value: role, label: t(`kit.role-${role}`) }))
  return (
    <>
      <Form.Item
        name="createRole"
        label={t('signOn.create')}
        getValueProps={role => ({ value: role ?? NO_ACCOUNT })}
        normalize={chosen => (chosen === NO_ACCOUNT ? null : chosen)}
      >
        <Select
          options={[
            { value: NO_ACCOUNT, label: t('signOn.create-none') },
            ...roles.map(({ value, label }) => ({ value, label: t('signOn.create-as', { role: label }) })),
          ]}
        />
      </Form.Item>
      <Form.Item name="createBranchId" label={t('signOn.create-branch')} hidden={!creates}>
        <TreeSelect treeData={branchTree(branches)} treeDefaultExpandAll />
      </Form.Item>
      <Form.Item name="roleClaim" label={t('signOn.claim')} extra={t('signOn.claim-hint')}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Form.Item label={t('signOn.role-map')}>
        <Form.List name="groups">
          {(lines, { add, remove }) => (
            <>
              {lines.map(({ key, name }) => (
                <div key={key} className="role-map-line">
                  <Form.Item name={[name, 'group']} noStyle rules={[{ required: true }]}>
                    <Input aria-label={t('signOn.group')} placeholder={t('signOn.group')} maxLength={300} />
                  </Form.Item>
                  <Form.Item name={[name, 'role']} noStyle rules={[{ required: true }]}>
                    <Select aria-label={t('settings.roles')} placeholder={t('settings.roles')} options={roles} />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label={t('signOn.remove-group')}
                    icon={<MinusCircleOutlined />}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add()}>
                {t('signOn.add-group')}
              </Button>
            </>
          )}
        </Form.List>
      </Form.Item>
    </>
  )
}

function PasswordFields() {
  const t = useT()
  const staff = useAsk(listStaff).data?.items ?? []
  const owners = staff.filter(({ roles, deactivatedAt }) => roles.includes('owner') && !deactivatedAt)
  const off = Form.useWatch('passwordOff')
  return (
    <>
      <Form.Item
        name="passwordOff"
        label={t('signOn.password-off')}
        extra={t('signOn.password-off-hint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item
        name="breakGlassId"
        label={t('signOn.break-glass')}
        extra={t('signOn.break-glass-hint')}
        hidden={!off}
        rules={[{ required: Boolean(off) }]}
      >
        <Select options={owners.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))} />
      </Form.Item>
    </>
  )
}
