/** Over the page when one is not signed in (any more); what is beneath stays as it was. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { keys } from "@/api/keys";
import type { Me } from "@/api/me";
import { questions } from "@/api/questions";
import { signedIn, useSignedOut } from "@/api/signed";
import { SignIn } from "@/people/sign-in";

export function SignedOut() {
  const { t } = useTranslation("people");
  const out = useSignedOut();
  return (
    <Modal
      opened={out}
      onClose={() => undefined}
      title={t("signIn")}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      zIndex={1000}
      overlayProps={{ backgroundOpacity: 0.6, blur: 3 }}
    >
      <SignIn done={back} />
    </Modal>
  );
}

/** The same person goes on where they were; for somebody else it begins anew. */
function back(employee: string) {
  const before = questions.getQueryData<Me>(keys.me)?.employee_id;
  if (before && before !== employee) return location.reload();
  signedIn();
  void questions.invalidateQueries();
}
