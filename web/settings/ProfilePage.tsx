import { Form, Input } from 'antd'
import { Link } from 'react-router'
import { me as whoAmI } from '../../server/people/contract.ts'
import { changePassword, changeProfile } from '../../server/people/staff-contract.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { language as shown } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LanguageField } from './LanguageField.tsx'

/** What everybody changes about himself: name, language, password. */
export function ProfilePage() {
  const t = useT()
  return (
    <Page title={t('shell.profile')} hint={t('admin.profile-hint')} narrow>
      <About />
      <Password />
      <Link to="/settings/sessions">{t('admin.see-sessions')}</Link>
    </Page>
  )
}

function About() {
  const t = useT()
  const me = useMe()
  const say = useSay()
  const change = useDo(changeProfile, {
    topics: [whoAmI.tag],
    onDone: (_, { body }) => {
      if (body.language) shown.set(body.language)
      say.done(t('admin.profile-saved'))
    },
  })
  const send = ({ name, language }: { name: string; language: string }) =>
    change.mutate({ body: { name, language: language === 'zh' || language === 'en' ? language : null } })
  return (
    <Panel title={t('admin.profile-about')}>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: me.name, language: me.language ?? '' }}
        onFinish={send}
        validateMessages={{ required: t('kit.required') }}
      >
        <ProblemNote error={change.error} />
        <Form.Item name="name" label={t('settings.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} autoComplete="name" />
        </Form.Item>
        <LanguageField />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('settings.save')}
        </Button>
      </Form>
    </Panel>
  )
}

function Password() {
  const t = useT()
  const say = useSay()
  const [form] = Form.useForm<{ current: string; password: string; again: string }>()
  const change = useDo(changePassword, {
    onDone: () => {
      form.resetFields()
      say.done(t('admin.password-changed'))
    },
  })
  return (
    <Panel title={t('admin.profile-password')}>
      <p className="muted panel-hint">{t('admin.password-effect')}</p>
      <Form
        form={form}
        name="password"
        layout="vertical"
        requiredMark={false}
        onFinish={({ current, password }) => change.mutate({ body: { current, password } })}
        validateMessages={{ required: t('kit.required') }}
      >
        <ProblemNote error={change.error} />
        <Form.Item name="current" label={t('admin.current-password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('admin.new-password')}
          extra={t('signIn.password-hint')}
          rules={[{ required: true }, { min: 8, message: t('signIn.password-hint') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('admin.repeat-password')}
          dependencies={['password']}
          rules={[
            { required: true },
            ({ getFieldValue }) => ({
              validator: (_, again: string) =>
                !again || again === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('admin.not-the-same'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('admin.change-password')}
        </Button>
      </Form>
    </Panel>
  )
}
