/** A script with names people have in it: native form and, behind a slash where they differ, the form of addresses. */
export interface Names {
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** Family name first and nothing in between, as in Chinese; else given name, space, family name. */
  readonly familyFirst?: boolean;
}

const words = (text: string): readonly string[] => text.split(/\s+/);

/** What generated people are called. Latin stands several times, as it does in most directories. */
export const NAMES: readonly Names[] = [
  {
    given: words('Ada Grace Oliver Amelia Noah Isla Leo Freya Jack Maya Theo Ruby'),
    family: words('Ashworth Bennett Clarke Doyle Ellis Fletcher Hughes Marsh Osborne Reid Turner Whitaker'),
  },
  {
    given: words('Lucía Mateo Sofía Martín Núria Álvaro Inés Íñigo Catalina Joaquín Belén Andrés'),
    family: words('García Muñoz Peña Ibáñez Rodríguez Núñez Castaño Ortíz Quiñones Vázquez Zúñiga Márquez'),
  },
  {
    given: words(
      'Zoé François Jürgen Käthe Søren/soren Åse Björn Élodie Łukasz/lukasz Małgorzata/malgorzata Zdeněk Şebnem',
    ),
    family: words(
      'Lefèvre Größer/groesser Müller Sørensen/soerensen Ångström Dvořák Nowak Wiśniewski Čapek Yılmaz/yilmaz Hägg Brøndum/broendum',
    ),
  },
  {
    given: words(
      'Анна/anna Дмитрий/dmitri Ольга/olga Сергей/sergei Юлия/yulia Фёдор/fyodor Ксения/ksenia Олексій/oleksii',
    ),
    family: words(
      'Соколова/sokolova Іваненко/ivanenko Щербак/shcherbak Ёлкина/yolkina Морозов/morozov Петренко/petrenko Жукова/zhukova',
    ),
  },
  {
    given: words('Ελένη/eleni Γιώργος/giorgos Κατερίνα/katerina Νίκος/nikos Δήμητρα/dimitra Σπύρος/spyros'),
    family: words('Παπαδοπούλου/papadopoulou Οικονόμου/oikonomou Βλάχος/vlachos Αγγελίδης/angelidis Ζέρβας/zervas'),
  },
  {
    given: words('美玲/meiling 伟/wei 芳/fang 志明/zhiming 雅婷/yating 浩然/haoran 秀英/xiuying 子涵/zihan'),
    family: words('林/lin 王/wang 張/zhang 陈/chen 歐陽/ouyang 黃/huang 吳/wu 司马/sima'),
    familyFirst: true,
  },
  {
    given: words('陽菜/hina 翔太/shota さくら/sakura 健一/kenichi 葵/aoi 大輔/daisuke ひかり/hikari'),
    family: words('佐藤/sato 鈴木/suzuki 渡邉/watanabe 髙橋/takahashi 小林/kobayashi 齋藤/saito 井上/inoue'),
    familyFirst: true,
  },
  {
    given: words('서연/seoyeon 민준/minjun 지우/jiwoo 하은/haeun 도윤/doyun 수빈/subin'),
    family: words('김/kim 이/lee 박/park 최/choi 정/jung 남궁/namgung'),
    familyFirst: true,
  },
  {
    given: words('فاطمة/fatima محمد/mohammed ليلى/layla يوسف/yusuf زينب/zaynab خالد/khalid'),
    family: words('الحسيني/alhussaini حداد/haddad منصور/mansour السعيد/alsaeed نجار/najjar خوري/khoury'),
  },
  {
    given: words('נועה/noa דוד/david תמר/tamar יונתן/yonatan מיכל/michal אורי/uri'),
    family: words('כהן/cohen לוי/levi מזרחי/mizrahi פרידמן/friedman אברהם/avraham'),
  },
  {
    given: words('प्रिया/priya अर्जुन/arjun आरती/aarti विक्रम/vikram सुनीता/sunita रोहन/rohan'),
    family: words('शर्मा/sharma पटेल/patel गुप्ता/gupta श्रीवास्तव/shrivastava मिश्रा/mishra सिंह/singh'),
  },
  {
    given: words('สมชาย/somchai นภา/napa กมลวรรณ/kamonwan ธนกฤต/thanakrit พิมพ์ชนก/pimchanok'),
    family: words('ศรีสุข/srisuk วงศ์ทอง/wongthong แก้วมณี/kaewmanee บุญมี/boonmee'),
  },
];
